#define _GNU_SOURCE 1

#include "CNcurses.h"

#include <pthread.h>
#include <sys/resource.h>

static void *call(void *body) {
  ((void (*)(void))body)();
  return NULL;
}

void stack_run(size_t bytes, void (*body)(void)) {
  struct rlimit limit;
  pthread_attr_t attributes;
  pthread_t thread;
  if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < bytes &&
      pthread_attr_init(&attributes) == 0 && pthread_attr_setstacksize(&attributes, bytes) == 0 &&
      pthread_setattr_default_np(&attributes) == 0 &&
      pthread_create(&thread, &attributes, call, (void *)body) == 0) {
    pthread_join(thread, NULL);
    return;
  }
  body();
}
