/*
 * State text: bytes to hexadecimal digits, and back.
 */
#include "postgres.h"

#include "pg/common/state_text.h"

#include "utils/builtins.h"

#include "pg/common/compat.h"
#include "pg/common/error.h"

char *
lfpg_state_to_text(const bytea *bytes)
{
    Size length = VARSIZE_ANY_EXHDR(bytes);
    char *text = palloc(2 * length + 1);

    text[hex_encode(VARDATA_ANY(bytes), length, text)] = '\0';
    return text;
}

static int
digit_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void
lfpg_state_from_text(const char *text, const char *type_name, StringInfo bytes)
{
    static const char complaint[] = "it is not in hexadecimal";
    size_t length = strlen(text);

    initStringInfo(bytes);
    for (size_t i = 0; i < length; i += 2) {
        int high = digit_of(text[i]), low = high < 0 ? -1 : digit_of(text[i + 1]);

        if (low < 0) {
            LfFault why = {.status = LF_ERR_TEXT,
                           .name = type_name,
                           .text = text,
                           .text_len = length,
                           .text2 = complaint,
                           .text2_len = strlen(complaint),
                           .a = (int64)i};

            lfpg_raise(&why);
        }
        appendStringInfoChar(bytes, (char)(high << 4 | low));
    }
}
