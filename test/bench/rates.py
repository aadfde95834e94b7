# The same for all loans at once in numpy, from their terms: schedules in whole cents, due dates, then Newton's method
# over one matrix of 37 columns, six steps for all, nothing proved.  Reads lines of "cents rate start" from the file
# argv[1], the rate in hundredths of a percent; prints the sum of the rates and, for argv[2] runs, the CPU milliseconds
# of each, fetching and reading not counted.
import sys
import time

import numpy as np

N, FEE = 36, 990


def flows(principal, rate, start):
    """Amounts in cents and days since the start, a row for each loan."""
    i = rate / 120000.0
    level = np.floor(principal * i / (1 - (1 + i) ** -N) + 0.5).astype(np.int64)
    amount = np.empty((len(principal), N + 1))
    amount[:, 0] = -principal
    owed = principal.copy()
    for k in range(1, N + 1):
        interest = (owed * rate + 60000) // 120000
        amount[:, k] = (level if k < N else owed + interest) + FEE
        owed += interest - level
    date = np.datetime64("2000-01-01") + start
    month = date.astype("datetime64[M]")
    day = (date - month).astype(int)
    months = month[:, None] + np.arange(1, N + 2)
    last = (months[:, 1:].astype("datetime64[D]") - months[:, :-1].astype("datetime64[D]")).astype(int) - 1
    due = months[:, :-1].astype("datetime64[D]") + np.minimum(day[:, None], last)
    days = np.zeros((len(principal), N + 1))
    days[:, 1:] = (due - date[:, None]).astype(int)
    return amount, days


def rates(amount, days):
    years = days / 365.0
    rate = np.full(len(days), 0.1)
    for step in range(6):
        terms = amount * np.exp(-years * np.log1p(rate)[:, None])
        rate += terms.sum(axis=1) * (1 + rate) / (years * terms).sum(axis=1)
    return rate


terms = np.loadtxt(sys.argv[1], dtype=np.int64)
for run in range(int(sys.argv[2])):
    begin = time.process_time()
    result = rates(*flows(*terms.T))
    print("%.4f %.3f" % (result.sum(), (time.process_time() - begin) * 1000))
