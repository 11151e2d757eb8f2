import { showTokens } from "./flow.js";
import { listenToKeys } from "./keys.js";
import { follow } from "./live.js";
import { forgetWhatWasSaid, swapInPlace } from "./swap.js";

swapInPlace();
listenToKeys();
showTokens();
forgetWhatWasSaid();
follow();
