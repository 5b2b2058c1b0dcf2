// The search page: looks for words in the texts that the scripts of the years hand over.
"use strict";

(() => {
  // Results that are shown at once, and excerpts of each.
  const MANY = 30;
  const EXCERPTS = 3;
  // What is said aloud and the address wait until nobody has typed for so long.
  const PAUSE_MS = 400;
  // Characters of an excerpt before what was found, and from there on.
  const BEFORE = 60;
  const BEHIND = 200;
  // Places of a word in a text that are looked at for a better one: single letters have too many.
  const PLACES = 8;

  // Folding: what differs only in case, width, accents and the like becomes the same. Texts and
  // queries go through it alike, and each cluster by itself gives what it gives within a text.

  const PLAIN = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "‹": "'", "›": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "…": "...",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    "\u00a0": " ", "\u3000": " ",
  };
  const ALIKE = {
    ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ħ: "h", ı: "i", ς: "σ",
    ٱ: "ا", ى: "ي", ی: "ي", ک: "ك", ة: "ه",
  };
  const SIGNS = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "g");
  const LETTERS = new RegExp(`[${Object.keys(ALIKE).join("")}]`, "g");
  // Accents of European scripts but of й and ї, which are letters of their own; points of Hebrew
  // and Arabic; nukta; what can't be seen. Vowel signs and the marks of kana stay.
  const MARKS = new RegExp(
    "(?<!и)\\u0306|(?<!і)\\u0308|[\\u0300-\\u0305\\u0307\\u0309-\\u036f\\u1ab0-\\u1aff" +
      "\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2" +
      "\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc" +
      "\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed\\u093c\\u09bc\\u0a3c\\u0abc\\u0b3c" +
      "\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufe00-\\ufe0f\\ufeff]", "g");
  const KANA = /[\u3040-\u30ff][\u3099\u309a]/g;
  const NOT_ASCII = /[^\0-\x7f]/;
  const CLUSTER = /[^][\p{M}\uff9e\uff9f]*/uy;

  function fold(text) {
    if (!NOT_ASCII.test(text)) return text.toLowerCase();
    const plain = text.replace(SIGNS, (sign) => PLAIN[sign]);
    if (!NOT_ASCII.test(plain)) return plain.toLowerCase();
    // Hangul stays apart, so that a syllable is found while it is being typed.
    return plain.normalize("NFKD").toLowerCase().replace(MARKS, "")
      .replace(LETTERS, (letter) => ALIKE[letter])
      .replace(KANA, (pair) => pair.normalize("NFC"));
  }

  // For each place of the folded text: where the cluster it was made from begins and ends.
  function origins(text) {
    const starts = [];
    const ends = [];
    let at = 0;
    while (at < text.length) {
      let end = at + 1;
      let width = 1;
      if (text.charCodeAt(at) > 0x7f || text.charCodeAt(end) > 0x2ff) {
        CLUSTER.lastIndex = at;
        const [cluster] = CLUSTER.exec(text);
        end = at + cluster.length;
        width = fold(cluster).length;
      }
      for (; width > 0; width -= 1) {
        starts.push(at);
        ends.push(end);
      }
      at = end;
    }
    return { starts, ends };
  }

  // The journal

  const TITLE = "";
  const DATE = "d";
  const STRATEGIES = "s";
  const TAGS = "g";
  const ABOVE_ALL = new Set([TITLE, "t", "B"]);

  function part(code, text, folded = fold(text)) {
    return { code, text, folded, above: ABOVE_ALL.has(code) };
  }

  // Each line begins with its code. Folding keeps lines apart, and is faster for all at once.
  function partsOf(texts) {
    if (!texts) return [];
    const folded = fold(texts).split("\n");
    return texts.split("\n").map((line, n) => part(line[0], line.slice(1), folded[n].slice(1)));
  }

  function entryOf(year, [href, day, date, marks, title, strategies = [], tags = [], texts = ""]) {
    const iso = day && `${year}-${day}`;
    const parts = [];
    if (title) parts.push(part(TITLE, title));
    if (date) parts.push(part(DATE, `${date} ${iso}`));
    if (strategies.length) parts.push(part(STRATEGIES, strategies.join(", ")));
    if (tags.length) parts.push(part(TAGS, tags.join(", ")));
    parts.push(...partsOf(texts));
    return { year, href, iso, date, marks, title, strategies, tags, parts,
      heavy: title === undefined };
  }

  function newestFirst(years) {
    const dated = years.filter(([year]) => year !== "undated").reverse();
    const undated = years.filter(([year]) => year === "undated");
    return [
      ...dated.flatMap(([year, rows]) => rows.toReversed().map((row) => entryOf(year, row))),
      ...undated.flatMap(([year, rows]) => rows.map((row) => entryOf(year, row))),
    ];
  }

  // Looking

  // `"set phrases"` stay together, everything else is words.
  function termsOf(query) {
    const terms = [...fold(query).matchAll(/"([^"]*)"?|[^\s"]+/g)]
      .map(([term, phrase]) => (phrase ?? term).trim().replace(/\s+/g, " "));
    return [...new Set(terms.filter(Boolean))];
  }

  function isLetter(text, at) {
    const code = text.charCodeAt(at);
    if (code < 128) return code > 96 ? code < 123 : code > 47 && code < 58;
    return code > 127 && /[\p{L}\p{N}\p{M}]/u.test(String.fromCodePoint(text.codePointAt(at)));
  }

  // The best place of a term in a folded text: a word, else the beginning of one, else any.
  function bestPlace(text, term) {
    let best = { rank: -1, at: -1 };
    let at = text.indexOf(term);
    for (let left = PLACES; at >= 0 && left > 0; left -= 1) {
      const begins = !isLetter(text, at - 1);
      const rank = begins ? (isLetter(text, at + term.length) ? 1 : 2) : 0;
      if (rank > best.rank) best = { rank, at };
      if (rank === 2) break;
      at = text.indexOf(term, at + 1);
    }
    return best;
  }

  // Titles, headings and takeaways come first; then words, beginnings of words, and the rest.
  function best(entry, term, asked) {
    let found = { rank: -1 };
    for (const one of entry.parts) {
      if (found.rank >= (one.above ? 5 : 2)) continue; // it can't be any better
      if (asked.code && one.code.toLowerCase() !== asked.code) continue;
      const { rank, at } = bestPlace(one.folded, term);
      const above = rank >= 0 && one.above ? rank + 3 : rank;
      if (above > found.rank) found = { rank: above, at, part: one };
    }
    return found;
  }

  function rankOf(entry, asked) {
    let sum = 0;
    for (const term of asked.terms) {
      const { rank } = best(entry, term, asked);
      if (rank < 0) return -1;
      sum += rank;
    }
    return sum;
  }

  function fits(entry, asked) {
    return (!asked.year || entry.year === asked.year)
      && (!asked.strategy || entry.strategies.includes(asked.strategy))
      && (!asked.tag || entry.tags.includes(asked.tag))
      && (!asked.code || entry.parts.some((one) => one.code.toLowerCase() === asked.code));
  }

  // What is asked for can only be among what was found for less.
  function isMore(asked, before) {
    return ["year", "strategy", "tag", "code"].every((name) => asked[name] === before[name])
      && before.terms.every((term) => asked.terms.some((longer) => longer.includes(term)));
  }

  function look(entries, asked, before) {
    const pool = before && isMore(asked, before.asked)
      ? before.found : entries.filter((entry) => fits(entry, asked));
    const ranks = new Map();
    for (const entry of pool) {
      const rank = rankOf(entry, asked);
      if (rank >= 0) ranks.set(entry, rank);
    }
    const found = [...ranks.keys()];
    const ordered = found.toSorted((one, other) => ranks.get(other) - ranks.get(one));
    return { asked, found, ordered };
  }

  // Showing: nothing of an entry becomes anything but text

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // Pairs of beginning and end in the text as written, none overlapping.
  function marksIn(one, terms) {
    const { starts, ends } = origins(one.text);
    const places = terms.flatMap((term) => {
      const found = [];
      for (let at = one.folded.indexOf(term); at >= 0;) {
        found.push([starts[at], ends[at + term.length - 1]]);
        at = one.folded.indexOf(term, at + term.length);
      }
      return found;
    }).sort(([one], [other]) => one - other);
    const apart = [];
    for (const [start, end] of places) {
      const last = apart.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else apart.push([start, end]);
    }
    return { apart, starts };
  }

  function marked(text, places, from = 0, to = text.length) {
    const nodes = [];
    let at = from;
    for (const [start, end] of places) {
      if (start < from || start >= to) continue;
      nodes.push(text.slice(at, start), element("mark", { textContent: text.slice(start, end) }));
      at = end;
    }
    if (at < to) nodes.push(text.slice(at, to));
    return nodes;
  }

  // The nearest place where text can be cut: between words, at least between characters.
  function cut(text, at, step) {
    if (at <= 0 || at >= text.length) return Math.min(Math.max(at, 0), text.length);
    for (let near = at; Math.abs(near - at) < 24; near += step) {
      if (/\s/.test(text[near] ?? " ")) return near;
    }
    while (at < text.length && /[\p{M}\udc00-\udfff]/u.test(text[at])) at += 1;
    return at;
  }

  function excerptOf(one, at, terms) {
    const { text } = one;
    const { apart, starts } = marksIn(one, terms);
    const place = starts[at] ?? 0;
    const short = text.length <= BEFORE + BEHIND;
    const from = short ? 0 : cut(text, place - BEFORE, 1);
    const to = short ? text.length : cut(text, Math.max(place + BEHIND, from + BEFORE), 1);
    const nodes = marked(text, apart, from, to);
    if (from > 0) nodes.unshift("… ");
    if (to < text.length) nodes.push(" …");
    return { nodes, inside: fold(text.slice(from, to)) };
  }

  function kindOf(code) {
    if (code === STRATEGIES) return box.dataset.strategies;
    if (code === TAGS) return box.dataset.tags;
    return form.querySelector(`option[data-code="${code.toLowerCase()}"]`)?.textContent ?? "";
  }

  function excerptNodes(one, at, terms) {
    const { nodes, inside } = excerptOf(one, at, terms);
    const kind = element("span", { className: "aside", textContent: kindOf(one.code) });
    const words = element("span", { dir: "auto" }, ...nodes);
    return { node: element("p", { className: "excerpt" }, kind, " ", words), inside };
  }

  // The texts that show each word that is neither in the title nor in the date.
  function excerpts(entry, asked) {
    const nodes = [];
    let left = asked.terms.filter((term) => {
      const head = entry.parts.filter(({ code }) => code === TITLE || code === DATE);
      return asked.code || !head.some(({ folded }) => folded.includes(term));
    });
    while (left.length && nodes.length < EXCERPTS) {
      const { part: one, at } = best(entry, left[0], asked);
      const { node, inside } = excerptNodes(one, at, asked.terms);
      nodes.push(node);
      left = left.slice(1).filter((term) => !inside.includes(term));
    }
    if (nodes.length || entry.heavy) return nodes;
    const one = entry.parts.find(({ code }) => (asked.code ? code === asked.code : /[a-z]/.test(code)
      && ![DATE, STRATEGIES, TAGS].includes(code)));
    return one ? [excerptNodes(one, 0, asked.terms).node] : [];
  }

  function headOf(entry, asked) {
    const when = element("time", { dateTime: entry.iso });
    const link = element("a", { href: entry.href });
    const words = asked.code ? [] : asked.terms;
    const shown = (text) => marked(text, marksIn(part(TITLE, text), words).apart);
    const day = entry.date ? shown(entry.date) : [box.dataset.undated];
    if (entry.heavy) {
      link.append(box.dataset.heavy);
    } else {
      link.append(element("bdi", {}, ...(entry.title ? shown(entry.title) : day.splice(0))));
    }
    when.append(...day);
    const head = element("h3", { className: "row-title" }, link);
    for (const [mark, text] of [[1, box.dataset.draft], [2, box.dataset.between]]) {
      if (entry.marks & mark) head.append(" ", element("span", { className: "aside", textContent: text }));
    }
    return day.length ? [element("p", { className: "aside" }, entry.iso ? when : day[0]), head] : [head];
  }

  function resultOf(entry, asked) {
    return element("li", {}, ...headOf(entry, asked), ...excerpts(entry, asked));
  }

  // The page

  const form = document.getElementById("search");
  const box = document.getElementById("found");
  const ways = document.getElementById("ways");
  const list = box.querySelector("ol");
  const more = box.querySelector("button");
  const [aloud, count] = box.querySelectorAll("[role=status], .count");
  const fields = [...form.elements].filter(({ name }) => name);
  let entries = [];
  let last = null;
  let pause = 0;

  function askedNow() {
    const asked = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
    const kind = form.elements.kind?.selectedOptions[0];
    return { ...asked, terms: termsOf(asked.q), code: kind?.dataset.code ?? "" };
  }

  function showMore() {
    const there = list.children.length;
    const next = last.ordered.slice(there, there + MANY);
    list.append(...next.map((entry) => resultOf(entry, last.asked)));
    more.hidden = list.children.length >= last.ordered.length;
    return list.children[there];
  }

  // A browser's first look takes twice as long as any later one: it isn't left to the first key.
  function practise() {
    const { ordered, asked } = look(entries, { ...askedNow(), terms: ["e"] });
    for (const entry of ordered.slice(0, MANY)) resultOf(entry, asked);
  }

  function ask() {
    const asked = askedNow();
    const any = asked.terms.length > 0 || fields.some(({ name, value }) => name !== "q" && value);
    box.hidden = !any;
    ways.hidden = any;
    last = any ? look(entries, asked, last) : null;
    list.replaceChildren();
    if (any) showMore();
    const number = last?.found.length.toLocaleString(document.documentElement.lang);
    count.textContent = any ? box.dataset.count.replace("{count}", number) : "";
    clearTimeout(pause);
    pause = setTimeout(settle, PAUSE_MS);
  }

  // Say how many there are, and leave in the address what was asked for.
  function settle() {
    clearTimeout(pause);
    aloud.textContent = count.textContent;
    if (!("remembers" in form.dataset)) return;
    const given = fields.filter(({ value }) => value).map(({ name, value }) => [name, value]);
    const query = String(new URLSearchParams(given));
    history.replaceState(null, "", location.pathname + (query && `?${query}`));
  }

  form.addEventListener("input", ask);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    settle();
  });
  list.addEventListener("click", settle);
  more.addEventListener("click", () => showMore().querySelector("a").focus());

  const given = new URLSearchParams(location.search);
  for (const field of fields) field.value = given.get(field.name) ?? "";
  for (const field of fields) if (field.selectedIndex === -1) field.value = "";
  form.hidden = false;
  if (!given.has("q")) form.elements.q.focus();
  // By then the scripts of all years have run.
  document.addEventListener("DOMContentLoaded", () => {
    entries = newestFirst(globalThis.searchYears ?? []);
    ask();
    if (!last) practise();
  });
})();
