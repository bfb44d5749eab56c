/** Register ($1) and year ($2). */
export const REGISTER_START = `
  SELECT EXISTS (SELECT 1 FROM register_import
                  WHERE register_id = $1 AND holds_rows AND state NOT IN ('LOADED', 'SEALED')) AS "isLoading",
         (SELECT max(number) FROM imported_registration WHERE register_id = $1 AND year = $2) AS "highestImported",
         (SELECT first_number FROM register_opening
           WHERE register_id = $1 AND year = $2
             AND sequence = (SELECT max(sequence) FROM register_opening WHERE register_id = $1)) AS "firstNumber"`;
