/** What a person sees while waiting; loaded only when stderr is a terminal. */
import ora from 'ora';

/**
 * Shows a spinner on stderr while `work` runs.
 * @param work gets a function that changes the text
 */
export async function withSpinner<T>(
  text: string,
  work: (update: (text: string) => void) => Promise<T>,
): Promise<T> {
  const spinner = ora({ text, discardStdin: false }).start();
  try {
    return await work(next => {
      spinner.text = next;
    });
  } finally {
    spinner.stop();
  }
}
