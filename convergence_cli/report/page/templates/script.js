"use strict";
// Lists that can be searched, filtered, sorted and read in parts. Without this file all of them is shown.
{
  // A long list is laid out once it is cut into parts, not while it is being read: see style.css.
  document.documentElement.classList.add("scripted");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const filled = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  class List {
    constructor(box) {
      this.box = box;
      this.rows = [...box.querySelectorAll("[data-row]")];
      this.parent = this.rows[0]?.parentNode;
      this.find = box.querySelector("[data-find]");
      this.choices = [...box.querySelectorAll("[data-by]")];
      this.page = Number(box.dataset.page) || Infinity;
      this.limit = this.page;
      for (const row of this.rows) {
        row.line = row.matches("tr") ? row : row.querySelector("tr");
        row.said = row.textContent.toLowerCase();
      }
      this.find.addEventListener("input", () => this.change());
      for (const choice of this.choices) choice.addEventListener("change", () => this.change());
      box.querySelector("[data-clear]").addEventListener("click", () => this.clear());
      for (const head of box.querySelectorAll("th[data-sort]")) this.sortable(head);
      this.further = this.offerMore();
      box.querySelector(".controls").hidden = false;
      this.change();
    }

    sortable(head) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => this.sort(head));
    }

    offerMore() {
      const place = this.box.querySelector("[data-further]");
      if (place === null) return null;
      place.querySelector("button").addEventListener("click", () => {
        this.limit += this.page;
        this.show();
      });
      return place;
    }

    clear() {
      this.find.value = "";
      for (const choice of this.choices) choice.value = "";
      this.change();
      this.find.focus();
    }

    change() {
      const words = this.find.value.toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = this.choices.filter((choice) => choice.value !== "");
      this.limit = this.page;
      for (const row of this.rows)
        row.fits = wanted.every((choice) => row.getAttribute("data-" + choice.dataset.by) === choice.value)
          && words.every((word) => row.said.includes(word));
      this.show();
    }

    show() {
      let fitting = 0;
      for (const row of this.rows) {
        if (row.hidden === row.fits) row.hidden = !row.fits;
        if (!row.fits) continue;
        row.classList.toggle("beyond", fitting >= this.limit);
        fitting += 1;
      }
      const status = this.box.querySelector("[data-shown]");
      status.textContent = filled(status.dataset.shown, { n: Math.min(fitting, this.limit), all: this.rows.length });
      this.box.querySelector("[data-none]").hidden = fitting > 0;
      this.box.querySelector("table").hidden = fitting === 0;
      if (this.further) this.further.hidden = fitting <= this.limit;
    }

    reach(row) {
      if (row.hidden) this.clear();
      if (row.classList.contains("beyond")) this.limit = Infinity;
      this.show();
    }

    sort(head) {
      const kind = head.dataset.sort, before = head.getAttribute("aria-sort");
      const up = before === null ? kind !== "n" : before === "descending";
      for (const other of this.box.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const at = head.cellIndex, turn = up ? 1 : -1;
      const key = (row) => {
        const cell = row.line.cells[at], text = cell.dataset.v ?? cell.textContent.trim();
        return kind === "t" ? text : text === "" ? NaN : Number(text);
      };
      const keyed = this.rows.map((row) => [key(row), row]);
      // What has no number stands last, whichever way the others go.
      const order = kind === "t"
        ? ([one], [two]) => turn * collator.compare(one, two)
        : ([one], [two]) => Number.isNaN(one) - Number.isNaN(two) || turn * (one - two) || 0;
      this.rows = keyed.sort(order).map(([, row]) => row);
      this.parent.append(...this.rows);
      this.show();
    }
  }

  let lists = [];
  const begin = () => {
    try {
      lists = [...document.querySelectorAll("[data-list]")].map((box) => new List(box));
    } finally {
      document.documentElement.classList.add("ready");
    }
    reveal();
  };

  // A link to a row shows it, whatever the filters say, and opens it.
  const reveal = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!row?.matches("[data-row]")) return;
    lists.find((list) => list.rows.includes(row)).reach(row);
    const details = row.querySelector("details");
    if (details) details.open = true;
    row.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  addEventListener("DOMContentLoaded", begin);

  // On paper everything is open; a browser that knows ::details-content needs no help.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}
