// What the allocator of the GNU C library tells about itself; other systems have no such header.
#if defined(__GLIBC__) || __has_include(<gnu/libc-version.h>)
#include <malloc.h>
#endif
