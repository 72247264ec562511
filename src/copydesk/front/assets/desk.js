"use strict";
// The desk's keys and its refresh. Every page works without this file.
{
  const off = "copydesk-keys-off";
  const items = () => [...document.querySelectorAll("[data-item]")];
  const current = () => document.activeElement.closest?.("[data-item]");

  const go = (step) => {
    const all = items();
    if (!all.length) return;
    const at = all.indexOf(current());
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))];
    const link = next.querySelector("[data-open], button, input:not([type=hidden]), a");
    if (link) link.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  const act = (key) => {
    const place = key === "u" ? document.querySelector(".notice") : current() || (items().length ? null : document);
    const goal = place?.querySelector(`[data-key=${key}]`);
    if (!goal) return;
    if (goal.tagName === "BUTTON") goal.click();
    else goal.focus();
  };

  const stored = (change) => {
    try { return change(window.localStorage); } catch { return null; }
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || stored((store) => store.getItem(off))) return;
    if (event.target.closest?.("input, textarea, select")) return;
    const keys = {
      j: () => go(1),
      k: () => go(-1),
      o: () => current()?.querySelector("[data-open]")?.click(),
      a: () => act("a"),
      d: () => act("d"),
      u: () => act("u"),
      "?": () => { const help = document.getElementById("keys"); if (help) { help.open = true; help.querySelector("summary").focus(); } },
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  const toggle = document.getElementById("keys-off");
  if (toggle) {
    const say = () => { toggle.textContent = stored((store) => store.getItem(off)) ? "Turn the keys on" : "Turn the keys off"; };
    toggle.hidden = false;
    say();
    toggle.addEventListener("click", () => {
      stored((store) => (store.getItem(off) ? store.removeItem(off) : store.setItem(off, "1")));
      say();
    });
  }

  const board = document.querySelector("[data-pulse]");
  const typing = () => [...document.querySelectorAll("#queue input:not([type=hidden])")].some((each) => each.value) ||
    document.activeElement.matches?.("#queue input, #queue textarea");

  const renew = async () => {
    const answer = await fetch(window.location.href, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const held = current()?.id;
    for (const place of ["#queue", ".kinds", ".bar nav"]) {
      const here = document.querySelector(place), there = fresh.querySelector(place);
      if (here && there) here.replaceChildren(...there.childNodes);
    }
    document.title = fresh.title;
    board.dataset.pulse = fresh.querySelector("[data-pulse]").dataset.pulse;
    if (held) document.getElementById(held)?.querySelector("[data-open]")?.focus({ preventScroll: true });
  };

  const beat = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch("/desk/pulse/", { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const { stamp } = await answer.json();
      if (stamp === board.dataset.pulse) return;
      const news = document.querySelector(".news");
      if (typing()) {
        news.textContent = "The queue has changed; it is renewed when you are done typing.";
      } else {
        await renew();
        news.textContent = "The queue was renewed.";
      }
      news.hidden = false;
    } catch { /* the next beat tries again */ }
  };

  if (board) {
    window.setInterval(beat, 5000);
    document.addEventListener("visibilitychange", beat);
  }
}
