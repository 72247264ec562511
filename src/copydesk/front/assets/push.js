"use strict";
// Notes from the site in this browser. The page is whole without this file, which only opens what would be of no use.
{
  const box = document.querySelector("#notes");
  const able = box && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const say = (words) => { box.querySelector("[role=status]").textContent = words; };
  const send = async (path, data) => {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(data) });
    if (!answer.ok) throw new Error((await answer.text()).slice(0, 200));
  };

  const start = async () => {
    const place = await navigator.serviceWorker.register(box.dataset.worker);
    const on = box.querySelector("[data-on]");
    const off = box.querySelector("[data-off]");
    const show = (has) => { on.textContent = has ? "Keep these topics" : "Show me notes"; off.hidden = !has; };
    show(await place.pushManager.getSubscription());
    on.addEventListener("click", async () => {
      try {
        if (await Notification.requestPermission() !== "granted") return say("Your browser does not let us show notes.");
        await navigator.serviceWorker.ready;
        const options = { userVisibleOnly: true, applicationServerKey: bytes(box.dataset.key) };
        const has = await place.pushManager.subscribe(options);
        const topics = [...box.querySelectorAll("input:checked")].map((each) => each.value);
        await send(box.dataset.keep, { subscription: has.toJSON(), topics });
        show(true);
        say("This browser shows a note when something is published.");
      } catch (error) { say(`That did not work: ${error.message}`); }
    });
    off.addEventListener("click", async () => {
      try {
        const has = await place.pushManager.getSubscription();
        if (has) {
          await send(box.dataset.leave, { endpoint: has.endpoint });
          await has.unsubscribe();
        }
        show(false);
        say("No more notes come, and this browser is forgotten.");
      } catch (error) { say(`That did not work: ${error.message}`); }
    });
    box.hidden = false;
  };
  if (able) start().catch(() => {});
}
