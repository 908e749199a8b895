/** Paper for the screen: readable with JavaScript off, so none is sent. */
export const csr = false;
