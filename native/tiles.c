/* Works out a plan by instruction tables (artplan/engine/tiles). It knows the words of the vocabulary and no
   line, dimension or parameter; a table is made of plain integers, so that another machine can read it too.

   An instruction applies a word to numbers that stand in one array, `base`, over up to three axes of members
   and, innermost, over lanes that lie side by side: the months of one plan, or the cases of a tile. A word
   that comes to no number raises a flag of the processor, which is read at the end and sends the plan, or the
   tile, to numpy. */

#include <fenv.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(_WIN32)
#define API __declspec(dllexport)
#else
#define API __attribute__((visibility("default")))
#endif
#define INLINE static inline __attribute__((always_inline))

enum { TILE = 32, CHUNK = 64, NO_NUMBER = FE_DIVBYZERO | FE_INVALID | FE_OVERFLOW };

/* at: place of the first number. by: distance of members along each axis. slot, month: where a month's numbers
   stand, (month & slot) * month from there. wide: whether the lanes differ, or share one number. */
typedef struct { int32_t at, by[3], slot, month, wide; } operand;
/* list, list_month: place of a list of members, and its distance from month to month. */
typedef struct { int32_t word, lanes, size[3], list, list_month; operand to, a, b, c; } instruction;

/* The order is that of WORDS in artplan/engine/tiles/instructions.py. */
enum { ADD, SUBTRACT, MULTIPLY, DIVIDE, POWER, LESS, AT_MOST, MORE, AT_LEAST, MINIMUM, MAXIMUM, HALF_UP, UP, DOWN,
       RATE, NEGATIVE, EXP, LOG, COPY, FIRST, BEFORE, WHERE, RATIO, ZERO, SUM, SUM_PRODUCT, SUM_GROUPS, TAKE, AGED };

INLINE double add(double a, double b) { return a + b; }
INLINE double subtract(double a, double b) { return a - b; }
INLINE double multiply(double a, double b) { return a * b; }
INLINE double divide(double a, double b) { return a / b; }
INLINE double less(double a, double b) { return a < b; }
INLINE double at_most(double a, double b) { return a <= b; }
INLINE double more(double a, double b) { return a > b; }
INLINE double at_least(double a, double b) { return a >= b; }
INLINE double minimum(double a, double b) { return a < b ? a : b; }
INLINE double maximum(double a, double b) { return a > b ? a : b; }
INLINE double same(double a, double b) { return a; }
INLINE double negative(double a, double b) { return -a; }
INLINE double e_to(double a, double b) { return exp(a); }
INLINE double log_of(double a, double b) { return log(a); }
INLINE double where(double a, double b, double c) { return a != 0 ? b : c; }
INLINE double ratio(double a, double b, double c) { double whole = b == 0 ? 1.0 : b, q = a / whole; return b == 0 ? c : q; }
/* DUST of artplan/engine/words.py. */
INLINE double rate(double a, double b) { int some = b > 0.005; double q = a / (some ? b : 1.0); return some ? q : 0.0; }
/* 0 to a positive power is 0, as numpy's face has it. */
INLINE double power(double a, double b) { return a == 0 && b > 0 ? 0.0 : pow(a, b); }
/* The nudges are CENT_NUDGE and WHOLE_NUDGE of artplan/engine/words.py. */
INLINE double half_up(double a, double b) {
    double step = b == 0 ? 1.0 : b, q = a / step, n = copysign(floor(fabs(q) + 0.5 + 1e-7), q) * step;
    return b == 0 ? a : n;
}
INLINE double up(double a, double b) { double step = b == 0 ? 1.0 : b, n = ceil(a / step - 1e-9) * step; return b == 0 ? a : n; }
INLINE double down(double a, double b) { double step = b == 0 ? 1.0 : b, n = floor(a / step + 1e-9) * step; return b == 0 ? a : n; }

#define MEMBERS for (int i = 0; i < x->size[0]; i++) for (int j = 0; j < x->size[1]; j++) for (int k = 0; k < x->size[2]; k++)
#define AT(p, o) (p + i * x->o.by[0] + j * x->o.by[1] + k * x->o.by[2])
#define LANES _Pragma("omp simd") for (int l = 0; l < lanes; l++)
#define ALONE for (int l = 0; l < lanes; l++) /* calls of the library, a number after another */

/* A word of two numbers, or of one: b is then a place that is not read. */
#define TWO(LOOP, f) \
    if (x->a.wide && x->b.wide) MEMBERS { double *z = AT(to, to); const double *p = AT(a, a), *q = AT(b, b); LOOP z[l] = f(p[l], q[l]); } \
    else if (x->a.wide) MEMBERS { double *z = AT(to, to); const double *p = AT(a, a), q = *AT(b, b); LOOP z[l] = f(p[l], q); } \
    else if (x->b.wide) MEMBERS { double *z = AT(to, to); const double p = *AT(a, a), *q = AT(b, b); LOOP z[l] = f(p, q[l]); } \
    else MEMBERS { double *z = AT(to, to); const double v = f(*AT(a, a), *AT(b, b)); if (x->to.wide) LANES z[l] = v; else *z = v; } \
    break;
#define ONE(LOOP, f) \
    if (x->a.wide) MEMBERS { double *z = AT(to, to); const double *p = AT(a, a); LOOP z[l] = f(p[l], 0); } \
    else MEMBERS { double *z = AT(to, to); const double v = f(*AT(a, a), 0); if (x->to.wide) LANES z[l] = v; else *z = v; } \
    break;

/* The lanes of an operand, with one number written out to all of them. */
INLINE const double *lanes_of(const double *p, int wide, int from, int lanes, double *room) {
    if (wide) return p + from;
    const double v = *p;
    LANES room[l] = v;
    return room;
}

INLINE void three(const instruction *x, double *to, const double *a, const double *b, const double *c, const int every) {
    double as[CHUNK], bs[CHUNK], cs[CHUNK];
    MEMBERS {
        double *z = AT(to, to);
        const double *p = AT(a, a), *q = AT(b, b), *r = AT(c, c);
        if (!x->to.wide) { *z = x->word == WHERE ? where(*p, *q, *r) : ratio(*p, *q, *r); continue; }
        for (int from = 0; from < every; from += CHUNK) {
            const int lanes = every - from < CHUNK ? every - from : CHUNK;
            const double *pl = lanes_of(p, x->a.wide, from, lanes, as), *ql = lanes_of(q, x->b.wide, from, lanes, bs);
            const double *rl = lanes_of(r, x->c.wide, from, lanes, cs);
            double *zl = z + from;
            if (x->word == WHERE) LANES zl[l] = where(pl[l], ql[l], rl[l]);
            else LANES zl[l] = ratio(pl[l], ql[l], rl[l]);
        }
    }
}

INLINE void sum(const instruction *x, double *to, const double *a, const int lanes) {
    MEMBERS {
        double *z = AT(to, to);
        const double *p = AT(a, a);
        if (!x->to.wide) *z += *p;
        else if (x->a.wide) LANES z[l] += p[l];
        else { const double v = *p; LANES z[l] += v; }
    }
}

INLINE void sum_product(const instruction *x, double *to, const double *a, const double *b, const int lanes) {
    MEMBERS {
        double *z = AT(to, to);
        const double *p = AT(a, a), *q = AT(b, b);
        if (!x->to.wide) *z += *p * *q;
        else if (x->a.wide && x->b.wide) LANES z[l] += p[l] * q[l];
        else if (x->a.wide) { const double v = *q; if (v != 0) LANES z[l] += p[l] * v; }
        else if (x->b.wide) { const double v = *p; if (v != 0) LANES z[l] += v * q[l]; }
        else { const double v = *p * *q; LANES z[l] += v; }
    }
}

/* The second axis is that of the list: of the members that are summed by group, or that take from their group. b
   stands at `a` and gives the distance of `a` along the list itself, where the list is that of the months. */
INLINE void grouped(const instruction *x, double *to, const double *a, const int *list, const int lanes) {
    MEMBERS {
        const int group = list[j], take = x->word == TAKE;
        double *z = to + i * x->to.by[0] + (take ? j : group) * x->to.by[1] + k * x->to.by[2];
        const double *p = a + i * x->a.by[0] + (take ? group : j) * x->a.by[1] + k * x->a.by[2] + j * x->b.by[1];
        if (group < 0) { if (take) { if (x->to.wide) LANES z[l] = 0; else *z = 0; } }
        else if (!x->to.wide) *z = take ? *p : *z + *p;
        else if (x->a.wide) { if (take) LANES z[l] = p[l]; else LANES z[l] += p[l]; }
        else { const double v = *p; if (take) LANES z[l] = v; else LANES z[l] += v; }
    }
}

/* The second axis ages: 0 comes in at its front, and its last entry keeps what was there. */
INLINE void aged(const instruction *x, double *to, const double *a, const int every) {
    const int lanes = x->to.wide ? every : 1, last = x->size[1] - 1;
    MEMBERS {
        double *z = AT(to, to);
        const double *p = AT(a, a);
        for (int l = 0; l < lanes; l++) {
            const double *v = p + (x->a.wide ? l : 0);
            z[l] = (j ? *(v - x->a.by[1]) : 0) + (j == last ? *v : 0);
        }
    }
}

INLINE const double *place(const double *base, const operand *o, int month) {
    return base + o->at + (month & o->slot) * o->month;
}

/* fixed: the lanes of every instruction, known when this is compiled; 0: those that the instruction says. */
INLINE void work(double *base, const int *lists, const instruction *x, long count, int month, const int fixed) {
    for (const instruction *end = x + count; x < end; x++) {
        double *to = (double *)place(base, &x->to, month);
        const double *a = place(base, &x->a, x->word == BEFORE ? month - 1 : month);
        const double *b = place(base, &x->b, month), *c = place(base, &x->c, month);
        const int lanes = fixed ? fixed : x->lanes;
        switch (x->word) {
        case ADD: TWO(LANES, add) case SUBTRACT: TWO(LANES, subtract) case MULTIPLY: TWO(LANES, multiply)
        case DIVIDE: TWO(LANES, divide) case POWER: TWO(ALONE, power) case LESS: TWO(LANES, less)
        case AT_MOST: TWO(LANES, at_most) case MORE: TWO(LANES, more) case AT_LEAST: TWO(LANES, at_least)
        case MINIMUM: TWO(LANES, minimum) case MAXIMUM: TWO(LANES, maximum) case HALF_UP: TWO(LANES, half_up)
        case UP: TWO(LANES, up) case DOWN: TWO(LANES, down) case RATE: TWO(LANES, rate) case NEGATIVE: ONE(LANES, negative)
        case EXP: ONE(ALONE, e_to) case LOG: ONE(ALONE, log_of)
        case FIRST: case BEFORE: /* an opening: its first value in the first month, then what closed the month before */
            if ((x->word == FIRST) != (month == 0)) break; /* fall through */
        case COPY: ONE(LANES, same)
        case WHERE: case RATIO: three(x, to, a, b, c, lanes); break;
        case ZERO: MEMBERS { double *z = AT(to, to); if (x->to.wide) LANES z[l] = 0; else *z = 0; } break;
        case SUM: sum(x, to, a, lanes); break;
        case SUM_PRODUCT: sum_product(x, to, a, b, lanes); break;
        case SUM_GROUPS: case TAKE: grouped(x, to, a, lists + x->list + month * x->list_month, lanes); break;
        case AGED: aged(x, to, a, lanes); break;
        }
    }
}

typedef void worker(double *base, const int *lists, const instruction *x, long count, int month);
#define WORKERS(target, name) \
    target static __attribute__((noinline)) void tile_##name(double *base, const int *lists, const instruction *x, long count, int month) { work(base, lists, x, count, month, TILE); } \
    target static __attribute__((noinline)) void plan_##name(double *base, const int *lists, const instruction *x, long count, int month) { work(base, lists, x, count, month, 0); }

WORKERS(, baseline)
#if defined(__x86_64__) && defined(__GNUC__)
WORKERS(__attribute__((target("avx2"))), avx2)
API int has_avx2(void) { return __builtin_cpu_supports("avx2"); }
#else
#define tile_avx2 tile_baseline
#define plan_avx2 plan_baseline
API int has_avx2(void) { return 0; }
#endif

/* What tables must fit: the number of words, of integers in an instruction, and of cases in a tile. */
API int words(void) { return AGED + 1; }
API int tile(void) { return TILE; }
API int columns(void) { return sizeof(instruction) / sizeof(int32_t); }

/* Each part: its first instruction, their number, whether it goes month by month. Returns whether a word came to no
   number. */
API int plan(double *base, const int *lists, const instruction *all, const int *parts, int count, int months, int avx2) {
    worker *go = avx2 ? plan_avx2 : plan_baseline;
    feclearexcept(NO_NUMBER);
    for (const int *part = parts; part < parts + 3 * count; part += 3)
        for (int month = 0; month < (part[2] ? months : 1); month++) go(base, lists, all + part[0], part[1], month);
    return fetestexcept(NO_NUMBER) != 0;
}

/* part: the start and the number of the instructions for every tile, and of those for each month.
   given: a row of cases for each place of `ins`. result: likewise for `outs`, filled from case `start` on. flags: one
   for each tile, whether a word came to no number in it. */
API void tiles(double *base, const int *lists, const instruction *all, const int *part, int months,
               const double *given, const int *ins, long in_count, double *result, const int *outs, long out_count,
               long cases, long start, long all_cases, unsigned char *flags, int avx2) {
    worker *go = avx2 ? tile_avx2 : tile_baseline;
    for (long from = 0; from < cases; from += TILE) {
        const long width = cases - from < TILE ? cases - from : TILE;
        for (long row = 0; row < in_count; row++) {
            const double *p = given + row * cases + from;
            for (int l = 0; l < TILE; l++) base[ins[row] + l] = p[l < width ? l : width - 1];
        }
        feclearexcept(NO_NUMBER);
        go(base, lists, all + part[0], part[1], 0);
        for (int month = 0; month < months; month++) go(base, lists, all + part[2], part[3], month);
        flags[from / TILE] = fetestexcept(NO_NUMBER) != 0;
        for (long row = 0; row < out_count; row++)
            memcpy(result + row * all_cases + start + from, base + outs[row], width * sizeof(double));
    }
}
