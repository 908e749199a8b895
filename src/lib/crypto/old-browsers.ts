/**
 * `Object.hasOwn` for the hall's old tablets (Chromium before 93, Safari before 15.4). The noble libraries call
 * it while they load, so every module here that imports one of them imports this first.
 */
Object.hasOwn ??= (object, name) => Object.prototype.hasOwnProperty.call(object, name);
