import { openFeed } from "./feed.js";

// Shared by all tabs of a browser: one stream, however many pages are open. It carries ids and versions, never a name.

const ports = new Set();
let isOpen = false;

globalThis.onconnect = (connection) => {
  const port = connection.ports[0];
  ports.add(port);
  port.onmessage = (message) => {
    if (isOpen) return;
    isOpen = true;
    openFeed(message.data.feed, (happened) => ports.forEach((one) => one.postMessage(happened)));
  };
};
