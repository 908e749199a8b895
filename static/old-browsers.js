// What Chrome 87 and Safari 14, the hall's oldest browsers, lack and the application uses.
Object.hasOwn ||= function (object, key) {
	return Object.prototype.hasOwnProperty.call(object, key);
};
[Array, String, Uint8Array].forEach(function (kind) {
	kind.prototype.at ||= function (index) {
		return this[index < 0 ? this.length + index : index];
	};
});
