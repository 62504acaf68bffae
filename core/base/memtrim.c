/* SPDX-License-Identifier: MIT
 *
 * A process that sleeps for an hour need not hold the code it has run: libraries are most of what
 * it has in memory. Segments that are mapped from a file and never written lose nothing when their
 * pages are dropped; the next use reads them again, as a rule from the page cache.
 */
#include "base/mem.h"

#include <link.h>
#include <malloc.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <unistd.h>

/* Code that the loader has patched would come back without the patches. */
static bool is_patched(const struct dl_phdr_info *info)
{
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *h = &info->dlpi_phdr[i];
        if (h->p_type != PT_DYNAMIC)
            continue;
        for (const ElfW(Dyn) *d = (const ElfW(Dyn) *)(info->dlpi_addr + h->p_vaddr);
             d->d_tag != DT_NULL; d++)
            if (d->d_tag == DT_TEXTREL ||
                (d->d_tag == DT_FLAGS && (d->d_un.d_val & DF_TEXTREL) != 0))
                return true;
    }
    return false;
}

static int drop_pages(struct dl_phdr_info *info, size_t size, void *page)
{
    const uintptr_t mask = (uintptr_t)(*(const long *)page) - 1;
    (void)size;
    if (is_patched(info))
        return 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *h = &info->dlpi_phdr[i];
        if (h->p_type != PT_LOAD || (h->p_flags & PF_W) != 0)
            continue;
        const uintptr_t from = (info->dlpi_addr + h->p_vaddr) & ~mask;
        const uintptr_t to = (info->dlpi_addr + h->p_vaddr + h->p_filesz + mask) & ~mask;
        (void)madvise((void *)from, to - from, MADV_DONTNEED); /* what cannot be dropped stays */
    }
    return 0;
}

void rn_mem_trim(void)
{
    long page = sysconf(_SC_PAGESIZE);
    (void)malloc_trim(0);
    if (page > 0)
        (void)dl_iterate_phdr(drop_pages, &page);
}
