/*
 * risk_grade on the server: labels read in the encoding of the database, and
 * written in UTF-8.
 */
#include "postgres.h"

#include "pg/grade/grade.h"

#include "mb/pg_wchar.h"

#include "pg/common/error.h"

void
lfpg_risk_grade_corrupt(void)
{
    LFPG_REFUSE(LF_ERR_CORRUPT, .name = "risk_grade", .text2 = lf_text("its byte is no grade"));
}

bool
lfpg_risk_grade_parse(const char *input, size_t len, LfGrade *grade, bool *sign, LfFault *why)
{
    const char *utf8 = pg_server_to_any(input, (int)len, PG_UTF8);
    size_t length = utf8 == input ? len : strlen(utf8);

    if (lf_grade_parse(utf8, length, grade, sign, why) == LF_OK)
        return true;
    why->text = (LfText){input, len};
    return false;
}

char *
lfpg_risk_grade_label(LfGrade grade, LfGradeLanguage language)
{
    char *label = palloc(LF_GRADE_CHARS + 1);
    char *end = lf_grade_write(grade, language, label);

    *end = '\0';
    return label;
}
