import { signal } from '@preact/signals';
import { counterName } from '../../texts/counter-name';
import type { Language } from '../../wire/enums';
import type { ScreenSpeaker } from '../shared/look/screen-words';
import { Voice } from './announcer';
import { ShownCall, spokenNumber } from './calls';
import type { Clip, Clips } from './clips';
import { atMostMs, GAP_MS, pause, play } from './play';
import { spokenOf } from './spoken';

/** Whether the browser allows this page to make sound. */
export const soundAllowed = signal(false);

const CHIME_MS = 900;

const within = (ms: number, work: Promise<void>) => Promise.race([work, pause(ms)]);

/**
 * The chime, recorded words and the browser's own voice, each limited in time. One audio context
 * for the life of the page.
 */
export class BrowserVoice implements Voice {
  private readonly audio = new AudioContext();
  private clips?: Promise<Clips>;

  constructor(private readonly speakers: Readonly<Record<Language, ScreenSpeaker>>) {
    const follow = () => {
      soundAllowed.value = this.audio.state === 'running';
    };
    this.audio.onstatechange = follow;
    follow();
  }

  /** Must be called after a touch: only then do browsers allow sound. */
  async allow(): Promise<void> {
    await this.audio.resume();
    soundAllowed.value = this.audio.state === 'running';
  }

  async chime(): Promise<void> {
    if (this.audio.state !== 'running') return;
    const start = this.audio.currentTime;
    tone(this.audio, 880, start, 0.45);
    tone(this.audio, 660, start + 0.35, 0.55);
    await pause(CHIME_MS + GAP_MS);
  }

  /** Uses recorded words first; the browser's own voice, if there is one, says the rest. */
  async say(call: ShownCall, language: Language, brief: boolean): Promise<void> {
    if (this.audio.state !== 'running') return;
    const speaker = this.speakers[language];
    const { clips, words, instead = [] } = spokenOf(call, brief);
    const recorded = await this.recorded(language, clips);
    if (!recorded) {
      await this.speak(
        speaker.say('display.spoken', {
          number: spokenNumber(call.number),
          counter: counterName(speaker.say, call.counter),
        }),
        language,
      );
      return;
    }
    await play(this.audio, recorded);
    if (words && !(await this.speak(words, language))) {
      await play(this.audio, (await this.recorded(language, instead)) ?? []);
    }
  }

  private async recorded(
    language: string,
    names: readonly string[],
  ): Promise<readonly Clip[] | undefined> {
    this.clips ??= import('./clips').then(({ Clips }) => new Clips(this.audio));
    const clips = await this.clips.catch(() => undefined);
    if (!clips) {
      this.clips = undefined; // the code that plays them did not load; it may with the next call
      return undefined;
    }
    const found = await Promise.all(names.map((name) => clips.get(language, name)));
    return found.every((clip) => clip !== undefined) ? found : undefined;
  }

  /** False if the browser has no voice for the language, as on most televisions. */
  private async speak(text: string, language: string): Promise<boolean> {
    const voices =
      'speechSynthesis' in window
        ? speechSynthesis
            .getVoices()
            .filter((voice) => voice.lang.toLowerCase().startsWith(language))
        : [];
    if (voices.length === 0) return false;
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voices.find((voice) => voice.localService) ?? voices[0];
    words.lang = words.voice.lang;
    words.rate = 0.9;
    const done = new Promise<void>((resolve) => {
      words.onend = () => resolve();
      words.onerror = () => resolve();
    });
    speechSynthesis.speak(words);
    await within(atMostMs(text), done); // `onend` may never come
    speechSynthesis.cancel();
    return true;
  }
}

function tone(audio: AudioContext, frequency: number, start: number, seconds: number) {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(0.5, start + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, start + seconds);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + seconds);
}
