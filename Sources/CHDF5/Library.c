#include "Library.h"

#include <dlfcn.h>
#include <stddef.h>

// Identifiers have 64 bits since HDF5 1.10.

static int (*open_library)(void);
static int (*get_version)(unsigned *, unsigned *, unsigned *);
static hdf5_id (*open_file)(const char *, unsigned, hdf5_id);
static int (*get_count)(hdf5_id, uint64_t *);
static ptrdiff_t (*get_name)(hdf5_id, uint64_t, char *, size_t);
static int (*get_kind)(hdf5_id, uint64_t);
static hdf5_id (*open_dataset)(hdf5_id, const char *, hdf5_id);
static int (*close_dataset)(hdf5_id);
static hdf5_id (*get_space)(hdf5_id);
static int (*close_space)(hdf5_id);
static int (*get_rank)(hdf5_id);
static int (*get_extents)(hdf5_id, uint64_t *, uint64_t *);
static hdf5_id (*get_type)(hdf5_id);
static int (*close_type)(hdf5_id);
static int (*get_class)(hdf5_id);
static uint64_t (*get_storage)(hdf5_id);
static int (*read_dataset)(hdf5_id, hdf5_id, hdf5_id, hdf5_id, hdf5_id, void *);
static hdf5_id (*get_properties)(hdf5_id);
static int (*close_properties)(hdf5_id);
static int (*get_layout)(hdf5_id);
static int (*get_chunk)(hdf5_id, int, uint64_t *);
static int (*get_external_count)(hdf5_id);
static int (*set_error_handler)(hdf5_id, void *, void *);
static hdf5_id *native_double;

enum { layout_chunked = 2, layout_virtual = 3 };
enum { kind_dataset = 1, class_integer = 0, class_float = 1 };

static bool find(void *library, const char *name, void *function) {
  void *symbol = dlsym(library, name);
  *(void **)function = symbol;
  return symbol != NULL;
}

static bool bind(void *library) {
  return find(library, "H5open", &open_library) && find(library, "H5get_libversion", &get_version) &&
         find(library, "H5Fopen", &open_file) &&
         find(library, "H5Gget_num_objs", &get_count) &&
         find(library, "H5Gget_objname_by_idx", &get_name) &&
         find(library, "H5Gget_objtype_by_idx", &get_kind) &&
         find(library, "H5Dopen2", &open_dataset) && find(library, "H5Dclose", &close_dataset) &&
         find(library, "H5Dget_space", &get_space) && find(library, "H5Sclose", &close_space) &&
         find(library, "H5Sget_simple_extent_ndims", &get_rank) &&
         find(library, "H5Sget_simple_extent_dims", &get_extents) &&
         find(library, "H5Dget_type", &get_type) && find(library, "H5Tclose", &close_type) &&
         find(library, "H5Tget_class", &get_class) &&
         find(library, "H5Dget_storage_size", &get_storage) &&
         find(library, "H5Dget_create_plist", &get_properties) &&
         find(library, "H5Pclose", &close_properties) && find(library, "H5Pget_layout", &get_layout) &&
         find(library, "H5Pget_chunk", &get_chunk) &&
         find(library, "H5Pget_external_count", &get_external_count) &&
         find(library, "H5Dread", &read_dataset) && find(library, "H5Eset_auto2", &set_error_handler) &&
         find(library, "H5T_NATIVE_DOUBLE_g", &native_double);
}

bool library_load(void) {
  static int state;
  if (state != 0) return state > 0;
  const char *names[] = {"libhdf5_serial.so.103", "libhdf5_serial.so", "libhdf5.so.310",
                         "libhdf5.so.200",        "libhdf5.so.103",    "libhdf5.so"};
  for (size_t index = 0; state <= 0 && index < sizeof names / sizeof *names; index++) {
    void *library = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
    if (!library) continue;
    unsigned major = 0, minor = 0, patch = 0;
    if (bind(library) && open_library() >= 0 && get_version(&major, &minor, &patch) >= 0 &&
        (major > 1 || minor >= 10)) {
      set_error_handler(0, NULL, NULL);
      state = 1;
    }
  }
  if (state == 0) state = -1;
  return state > 0;
}

hdf5_id library_open(const char *path) { return open_file(path, 0, 0); }

int64_t library_count(hdf5_id file) {
  uint64_t count = 0;
  return get_count(file, &count) < 0 || count > 100000 ? -1 : (int64_t)count;
}

bool library_dataset_name(hdf5_id file, int64_t index, char *name, int64_t capacity) {
  if (get_kind(file, (uint64_t)index) != kind_dataset) return false;
  ptrdiff_t length = get_name(file, (uint64_t)index, name, (size_t)capacity);
  return length > 0 && length < capacity;
}

int library_extents(hdf5_id file, const char *name, uint64_t *extents, int capacity,
                    uint64_t *stored) {
  int rank = -1;
  hdf5_id dataset = open_dataset(file, name, 0);
  if (dataset < 0) return -1;
  hdf5_id type = get_type(dataset), space = get_space(dataset);
  if (type >= 0 && space >= 0) {
    int class = get_class(type);
    int count = get_rank(space);
    if ((class == class_integer || class == class_float) && count >= 0 && count <= capacity &&
        get_extents(space, extents, NULL) >= 0) {
      rank = count;
      *stored = get_storage(dataset);
    }
  }
  if (space >= 0) close_space(space);
  if (type >= 0) close_type(type);
  close_dataset(dataset);
  return rank;
}

uint64_t library_chunk_elements(hdf5_id file, const char *name) {
  uint64_t count = 0;
  hdf5_id dataset = open_dataset(file, name, 0);
  if (dataset < 0) return 0;
  hdf5_id properties = get_properties(dataset);
  uint64_t extents[2] = {1, 1};
  if (properties >= 0 && get_layout(properties) == layout_chunked) {
    int rank = get_chunk(properties, 2, extents);
    count = rank < 0 || rank > 2 || extents[0] > UINT32_MAX || extents[1] > UINT32_MAX
                ? UINT64_MAX
                : extents[0] * extents[1];
  }
  if (properties >= 0) close_properties(properties);
  close_dataset(dataset);
  return count;
}

bool library_is_elsewhere(hdf5_id file, const char *name) {
  bool is_elsewhere = true;
  hdf5_id dataset = open_dataset(file, name, 0);
  if (dataset < 0) return true;
  hdf5_id properties = get_properties(dataset);
  if (properties >= 0) {
    is_elsewhere = get_external_count(properties) != 0 || get_layout(properties) == layout_virtual;
    close_properties(properties);
  }
  close_dataset(dataset);
  return is_elsewhere;
}

bool library_read(hdf5_id file, const char *name, double *values) {
  hdf5_id dataset = open_dataset(file, name, 0);
  if (dataset < 0) return false;
  bool succeeded = read_dataset(dataset, *native_double, 0, 0, 0, values) >= 0;
  close_dataset(dataset);
  return succeeded;
}
