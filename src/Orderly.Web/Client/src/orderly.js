import { showTokens } from "./flow.js";
import { listenToKeys, walkTiles } from "./keys.js";
import { follow } from "./live.js";
import { turnPages } from "./wall.js";
import { forgetWhatWasSaid, swapInPlace } from "./swap.js";

swapInPlace();
listenToKeys();
walkTiles();
showTokens();
forgetWhatWasSaid();
follow();
turnPages();
