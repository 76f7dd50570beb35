package bench.build;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that the user probably meant. */
public final class Misspelling {

    /** With more slips than this, a word is probably a different one. */
    private static final int MOST_SLIPS = 2;

    private Misspelling() {
    }

    /** The word that differs by the fewest slips: a letter left out, added, replaced, or two that changed places. */
    public static Optional<String> nearest(String word, Collection<String> words) {
        return words.stream().filter(other -> slips(word, other) <= MOST_SLIPS)
                .min(Comparator.comparingInt(other -> slips(word, other)));
    }

    /** The optimal string alignment distance. */
    private static int slips(String a, String b) {
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i + j;
                    continue;
                }
                int replaced = slips[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                slips[i][j] = Math.min(replaced, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
                boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
                }
            }
        }
        return slips[a.length()][b.length()];
    }
}
