/*
 * Preloaded into a process: notes every write, cut, sync, rename and removal of files below HALLPASS_JOURNAL_OF
 * in the file HALLPASS_JOURNAL, in the order in which they were made. Changes nothing else.
 * A record: kind, length of the path, length of the data, offset; then path and data.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct record { uint32_t kind, path_bytes; uint64_t data_bytes, offset; };
enum { WRITE = 1, CUT = 2, SYNC = 3, RENAME = 4, REMOVE = 5 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int journal = -2;
static const char *below;

static void note(uint32_t kind, const char *path, const void *data, uint64_t bytes, uint64_t offset) {
  struct record head = { kind, (uint32_t)strlen(path), bytes, offset };
  struct iovec parts[3] = { { &head, sizeof head }, { (void *)path, head.path_bytes }, { (void *)data, bytes } };
  syscall(SYS_writev, journal, parts, data ? 3 : 2);
}

static int ready(void) {
  if (journal == -2) {
    const char *name = getenv("HALLPASS_JOURNAL");
    below = getenv("HALLPASS_JOURNAL_OF");
    journal = name && below ? (int)syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
  }
  return journal >= 0;
}

/* The path of an open file where it is one of those; 0 otherwise. */
static int ours(int fd, char *path, size_t size) {
  char link[64];
  ssize_t length;
  if (!ready()) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink(link, path, size - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return strncmp(path, below, strlen(below)) == 0;
}

#define REAL(type, name) static type (*real)() = 0; if (!real) real = (type (*)())dlsym(RTLD_NEXT, name)
#define BEGIN pthread_mutex_lock(&lock)
#define END pthread_mutex_unlock(&lock)

static ssize_t at(ssize_t (*real)(), int fd, const void *data, size_t bytes, off_t offset) {
  char path[4096];
  ssize_t done;
  if (!ours(fd, path, sizeof path)) return real(fd, data, bytes, offset);
  BEGIN;
  done = real(fd, data, bytes, offset);
  if (done > 0) note(WRITE, path, data, (uint64_t)done, (uint64_t)offset);
  END;
  return done;
}

ssize_t pwrite(int fd, const void *data, size_t bytes, off_t offset) { REAL(ssize_t, "pwrite"); return at(real, fd, data, bytes, offset); }
ssize_t pwrite64(int fd, const void *data, size_t bytes, off_t offset) { REAL(ssize_t, "pwrite64"); return at(real, fd, data, bytes, offset); }

ssize_t write(int fd, const void *data, size_t bytes) {
  REAL(ssize_t, "write");
  char path[4096];
  ssize_t done;
  if (!ours(fd, path, sizeof path)) return real(fd, data, bytes);
  BEGIN;
  done = real(fd, data, bytes);
  if (done > 0) note(WRITE, path, data, (uint64_t)done, (uint64_t)(lseek(fd, 0, SEEK_CUR) - done));
  END;
  return done;
}

static int one(int (*real)(), uint32_t kind, int fd, off_t size) {
  char path[4096];
  int result;
  if (!ours(fd, path, sizeof path)) return real(fd, size);
  BEGIN;
  result = real(fd, size);
  if (result == 0) note(kind, path, 0, 0, (uint64_t)size);
  END;
  return result;
}

int ftruncate(int fd, off_t size) { REAL(int, "ftruncate"); return one(real, CUT, fd, size); }
int ftruncate64(int fd, off_t size) { REAL(int, "ftruncate64"); return one(real, CUT, fd, size); }
int fsync(int fd) { REAL(int, "fsync"); return one(real, SYNC, fd, 0); }
int fdatasync(int fd) { REAL(int, "fdatasync"); return one(real, SYNC, fd, 0); }

int rename(const char *from, const char *to) {
  REAL(int, "rename");
  int result;
  if (!ready() || strncmp(from, below, strlen(below)) != 0) return real(from, to);
  BEGIN;
  result = real(from, to);
  if (result == 0) note(RENAME, from, to, strlen(to), 0);
  END;
  return result;
}

int unlink(const char *path) {
  REAL(int, "unlink");
  int result;
  if (!ready() || strncmp(path, below, strlen(below)) != 0) return real(path);
  BEGIN;
  result = real(path);
  if (result == 0) note(REMOVE, path, 0, 0, 0);
  END;
  return result;
}
