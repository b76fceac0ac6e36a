import { finished } from '../../../texts/languages';
import { chooseLanguage, language } from './words';

/** Where nobody has chosen a language for the page: each by its own name. */
export const LanguageButtons = ({ remember }: { remember?: boolean }) => (
  <div class="language-buttons">
    {finished.map((each) => (
      <button
        key={each.code}
        type="button"
        class="button plain small"
        lang={each.tag}
        aria-pressed={language.value === each.code}
        onClick={() => void chooseLanguage(each.code, remember)}
      >
        {each.name}
      </button>
    ))}
  </div>
);
