#!/usr/bin/env node
/**
 * Draws docs/terminal.svg, the picture in the README: what a terminal shows when the lines below are run by the last
 * build (`npm run build && node scripts/picture.js`). The sandbox that they run on is a new one that goes afterwards.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { core } from './core.js';

const LINES = [
  'ostk --os-cloud sandbox server create --image cirros --flavor m1.tiny --wait demo -c status -c addresses',
  'ostk --os-cloud sandbox server list -c Name -c Status -c Networks -c Flavor',
  'ostk --os-cloud sandbox server lst',
];

const CELL = 7.8;
const LINE = 18;
const EDGE = 16;
const BAR = 30;
const COLOURS = { 31: '#f47067', 32: '#8ddb8c', 33: '#daaa3f', 90: '#768390' };

/** Runs a line. @returns what it wrote on the terminal, stdout and stderr as they came */
async function shown(line, home) {
  let written = '';
  const write = async text => {
    written += text;
  };
  const sink = { isTTY: true, columns: 110, write };
  const env = { HOME: home, XDG_STATE_HOME: home, XDG_CACHE_HOME: home, OSTK_SANDBOX_SPEED: '1000000' };
  const host = core.nodeHost('ostk', '0', new URL('../dist/commands/', import.meta.url));
  // The wheel that turns while one waits is not for a picture.
  const stderr = { ...sink, isTTY: false };
  await core.run(line.split(' ').slice(1), { ...host, env, home, cwd: home, stdout: sink, stderr });
  return written;
}

function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** A line with ANSI colours as spans. */
function spans(line) {
  let colour;
  return line
    .split(/(\x1b\[\d+m)/)
    .map(part => {
      const code = /^\x1b\[(\d+)m$/.exec(part)?.[1];
      if (code === undefined)
        return colour ? `<tspan fill="${colour}">${escaped(part)}</tspan>` : escaped(part);
      colour = COLOURS[code];
      return '';
    })
    .join('');
}

function draw(lines) {
  const plain = lines.map(line => line.replace(/\x1b\[\d+m/g, ''));
  const width = Math.ceil(Math.max(...plain.map(line => line.length)) * CELL) + 2 * EDGE;
  const height = BAR + lines.length * LINE + EDGE;
  const texts = lines.map((line, at) => {
    const length = (plain[at].length * CELL).toFixed(1);
    const y = BAR + (at + 0.8) * LINE;
    if (plain[at] === '') return '';
    return `<text x="${EDGE}" y="${y.toFixed(1)}" textLength="${length}" lengthAdjust="spacingAndGlyphs">${spans(line)}</text>`;
  });
  const dots = ['#f47067', '#daaa3f', '#8ddb8c'].map(
    (colour, at) => `<circle cx="${EDGE + 4 + at * 18}" cy="15" r="5" fill="${colour}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    '<title>A server is created, listed, and a mistyped command corrected</title>',
    `<rect width="${width}" height="${height}" rx="8" fill="#22272e"/>`,
    ...dots,
    '<g fill="#cdd9e5" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13" xml:space="preserve" style="white-space: pre">',
    ...texts.filter(text => text !== ''),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

const home = await mkdtemp(join(tmpdir(), 'ostk-picture-'));
try {
  const lines = [];
  for (const line of LINES) {
    const output = await shown(line, home);
    lines.push(`\x1b[32m$\x1b[39m ${line}`, ...output.replace(/\n$/, '').split('\n'));
  }
  await writeFile(new URL('../docs/terminal.svg', import.meta.url), draw([...lines, '\x1b[32m$\x1b[39m']));
} finally {
  await rm(home, { recursive: true, force: true });
}
