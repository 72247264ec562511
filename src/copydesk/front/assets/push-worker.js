"use strict";
// Shows a note that came, and opens its story. It reads nothing, keeps nothing and asks nobody.
self.addEventListener("push", (event) => {
  let note = {};
  try { note = event.data.json(); } catch { return; }
  const options = { body: note.body, tag: note.tag, lang: note.lang, data: { url: note.url }, renotify: false };
  event.waitUntil(self.registration.showNotification(note.title, options));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data.url));
});
