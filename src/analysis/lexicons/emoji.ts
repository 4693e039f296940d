/** Emoji by the feeling that they show in reviews and posts. Own list; skin tones and variation selectors are ignored. */
const positive =
  '❤ ♥ 💕 💖 💗 💓 💞 💘 💝 💙 💚 💛 💜 🧡 🤍 🖤 😍 🥰 😘 😗 😙 😚 😊 ☺ 😀 😃 😄 😁 😆 😇 🤗 🤩 🥳 😻 😎 👍 👏 🙌 💪 👌 ✌ 🤝 ⭐ 🌟 ✨ 💯 🎉 🎊 🌹 🌺 🌸 💐 🌷 🍀 🏆 🥇 😋 🫶 ✅ 🔥 🌈 😌 🙂 😉';
const negative =
  '😡 😠 🤬 😤 😭 😢 😥 😓 😞 😔 😟 😕 🙁 ☹ 😣 😖 😫 😩 😒 😑 😐 🙄 😳 😱 😨 😰 🤮 🤢 👎 💔 😾 🤦 🤷 💩 🖕 ❌ ⛔ 🚫 😪 🥺 😬 🤡 😿 🥲 👿 ☠ 💀 😷 🤕 🤯 😵';

const feelings = new Map<string, 'positive' | 'negative'>();
for (const emoji of positive.split(' ')) feelings.set(emoji, 'positive');
for (const emoji of negative.split(' ')) feelings.set(emoji, 'negative');

/** The feeling that an emoji shows, judged by its first character; undefined for things, flags and jokes. */
export function emojiFeeling(emoji: string): 'positive' | 'negative' | undefined {
  const point = emoji.codePointAt(0);
  return point === undefined ? undefined : feelings.get(String.fromCodePoint(point));
}
