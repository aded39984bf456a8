"use strict";

const place = document.getElementById("redoc");

// Redoc asks another host for its maker's logo: this page loads nothing from elsewhere, so ours stands in its place.
const local = (address) => {
  const { origin, protocol } = new URL(address, location.href);
  return protocol === "data:" || origin === location.origin ? address : place.dataset.logo;
};
const { setAttribute } = Element.prototype;
const src = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src");
HTMLImageElement.prototype.setAttribute = function (name, value) {
  return setAttribute.call(this, name, name === "src" ? local(value) : value);
};
Object.defineProperty(HTMLImageElement.prototype, "src", {
  ...src,
  set(value) {
    src.set.call(this, local(value));
  },
});

// Its search runs in a worker made of a blob, which the content security policy does not allow.
Redoc.init(place.dataset.schema, { disableSearch: true, expandResponses: "200,201", nativeScrollbars: true }, place);
