/* Passages: the line above the text names the passage being read, and the keys j and k go to the
   next and the previous passage, over the edges of chapters too. Comes with the first scrolling or the first key. */
(() => {
  "use strict";
  const passages = Array.from(document.querySelectorAll("section.passage"));
  if (!passages.length) return;
  const here = document.querySelector(".here-passage");
  const visible = new Set();
  let current = -1;

  const name = (index) => {
    current = index;
    if (!here) return;
    here.hidden = index < 0;
    if (index < 0) return;
    const link = here.querySelector("a");
    const id = passages[index].id;
    link.href = `#${id}`;
    link.textContent = id.replace(/^p-/, "");
  };
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) visible.add(entry.target);
      else visible.delete(entry.target);
    }
    const first = passages.findIndex((passage) => visible.has(passage));
    if (first >= 0) name(first);
    else if (passages[0].getBoundingClientRect().top > 0) name(-1);
  }, { rootMargin: "-20% 0px -70% 0px" });
  passages.forEach((passage) => observer.observe(passage));

  const goTo = (index) => {
    const passage = passages[index];
    if (!passage) {
      const { previous, next } = document.querySelector("main").dataset;
      const beyond = index < 0 ? previous : next;
      if (!beyond) return;
      const to = new URL(beyond, location.href);
      const { depth } = document.documentElement.dataset;
      if (depth) to.searchParams.set("depth", depth);
      location.href = to.href;
      return;
    }
    history.replaceState(history.state, "", `#${passage.id}`);
    const heading = passage.querySelector("h1, h2, h3") || passage;
    heading.tabIndex = -1;
    passage.scrollIntoView();
    heading.focus({ preventScroll: true });
    name(index);
  };

  const turn = window.editionTurn = (event) => {
    if (!window.editionKeys.commands(event)) return;
    if (event.key === "j") goTo(scrollY ? current + 1 : 0); // in a tall window the first passage is in sight from the start
    else if (event.key === "k") {
      const under = current >= 0 && passages[current].getBoundingClientRect().top < -40;
      goTo(under ? current : current - 1);
    } else return;
    event.preventDefault();
  };
  document.addEventListener("keydown", turn);
})();
