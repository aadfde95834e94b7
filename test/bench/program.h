/*
 * Main of a program of the bench: reads the loans of the file argv[1], then argv[2] times prints an answer over all of
 * them and the CPU milliseconds that finding it took.  Included after Loan, read_loan(), Answer, answer_of() and
 * print_answer(), which differ.
 */
#ifndef LF_BENCH_PROGRAM_H
#define LF_BENCH_PROGRAM_H

static double
cpu_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int
main(int argc, char **argv)
{
    FILE *in = argc > 2 ? fopen(argv[1], "r") : NULL;
    size_t n = 0, room = 0;
    Loan *loans = NULL, loan;

    if (!in)
        return 2;
    while (read_loan(in, &loan)) {
        if (n == room && !(loans = realloc(loans, (room = room ? 2 * room : 1024) * sizeof *loans)))
            return 2;
        loans[n++] = loan;
    }
    fclose(in);

    for (int run = 0; run < atoi(argv[2]); run++) {
        double begin = cpu_ms();
        Answer answer = answer_of(loans, n);
        double took = cpu_ms() - begin;

        print_answer(answer);
        printf(" %.3f\n", took);
    }
    return 0;
}

#endif
