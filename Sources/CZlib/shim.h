// The compression library of the system, as it is.
#include <zlib.h>
