/** What the build says of the page: whether it computes on its own. */
declare const LYAP_WITHOUT_SERVER: boolean;
