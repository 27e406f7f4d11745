/** What the build says of the page: whether it computes on its own. */
declare const LYAP_WITHOUT_SERVER: boolean;

/** Whether it has the part that makes films. */
declare const LYAP_WITH_FILMS: boolean;
