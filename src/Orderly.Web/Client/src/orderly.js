import { listenToKeys } from "./keys.js";
import { follow } from "./live.js";
import { swapInPlace } from "./swap.js";

swapInPlace();
listenToKeys();
follow();
