/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The door: which texts are JSON, which values survive, and how an error names its place. */

#include "config.h"

#include <vmistate/vmistate.h>

#include "model/json.h"

typedef struct
{
  const char *text;
  const char *expected; /* rewritten, or the message */
} Row;

static const Row good_rows[] = {
  { "null", "null" },
  { " \t\r\n true \n", "true" },
  { "false", "false" },
  { "0", "0" },
  { "-0", "0" },
  { "9223372036854775807", "9223372036854775807" },
  { "-9223372036854775808", "-9223372036854775808" },
  { "0.1", "0.1" },
  { "1.0", "1.0" },
  { "1e2", "100.0" },
  { "1E+2", "100.0" },
  { "25e-1", "2.5" },
  { "-0.0", "-0.0" },
  { "1580467675.876078", "1580467675.876078" },
  { "0.30000000000000004", "0.30000000000000004" },
  { "1.7976931348623157e308", "1.7976931348623157e+308" },
  { "5e-324", "4.94065645841247e-324" },
  { "0e-999", "0.0" },
  { "\"\"", "\"\"" },
  { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\"" },
  { "\"\\u0001\\u001F\\u007f\"", "\"\\u0001\\u001f\x7f\"" },
  { "\"\\u00fc\\u20AC\"", "\"ü€\"" },
  { "\"\\ud83d\\ude00\"", "\"😀\"" },
  { "\"\\ud800\\udc00\\udbff\\udfff\"", "\"\xf0\x90\x80\x80\xf4\x8f\xbf\xbf\"" },
  { "\"😀\"", "\"😀\"" },
  { "[]", "[]" },
  { "{}", "{}" },
  { "[1 , [ ] ,{ }]", "[1,[],{}]" },
  { "{ \"b\" : 1 , \"a\" : [ null ] }", "{\"b\":1,\"a\":[null]}" },
  { "{\"\":1}", "{\"\":1}" },
};

static const Row bad_rows[] = {
  { "", "not JSON: expected a value at byte 0" },
  { "  ", "not JSON: expected a value at byte 2" },
  { "\xef\xbb\xbf{}", "not JSON: expected a value at byte 0" },
  { "nul", "not JSON: expected a value at byte 0" },
  { "True", "not JSON: expected a value at byte 0" },
  { "NaN", "not JSON: expected a value at byte 0" },
  { "-Infinity", "not JSON: expected a digit at byte 1" },
  { "'x'", "not JSON: expected a value at byte 0" },
  { "/* c */ 1", "not JSON: expected a value at byte 0" },
  { "1 // c", "not JSON: expected the end at byte 2" },
  { "1 2", "not JSON: expected the end at byte 2" },
  { "{} {}", "not JSON: expected the end at byte 3" },
  { "01", "not JSON: expected the end at byte 1" },
  { "0x10", "not JSON: expected the end at byte 1" },
  { "+1", "not JSON: expected a value at byte 0" },
  { ".5", "not JSON: expected a value at byte 0" },
  { "1.", "not JSON: expected a digit at byte 2" },
  { "1e", "not JSON: expected a digit at byte 2" },
  { "1e+-2", "not JSON: expected a digit at byte 3" },
  { "-", "not JSON: expected a digit at byte 1" },
  { "[", "not JSON: expected a value at byte 1" },
  { "[1", "not JSON: expected “,” or “]” at byte 2" },
  { "[1,]", "not JSON: expected a value at byte 3" },
  { "[,1]", "not JSON: expected a value at byte 1" },
  { "[1 2]", "not JSON: expected “,” or “]” at byte 3" },
  { "]", "not JSON: expected a value at byte 0" },
  { "{", "not JSON: expected a string at byte 1" },
  { "{a:1}", "not JSON: expected a string at byte 1" },
  { "{\"a\"}", "not JSON: expected “:” at byte 4" },
  { "{\"a\":}", "not JSON: expected a value at byte 5" },
  { "{\"a\":1,}", "not JSON: expected a string at byte 7" },
  { "{\"a\":1", "not JSON: expected “,” or “}” at byte 6" },
  { "{1:2}", "not JSON: expected a string at byte 1" },
  { "\"", "not JSON: expected the end of a string at byte 1" },
  { "\"\\\"", "not JSON: expected the end of a string at byte 3" },
  { "\"a\tb\"", "not JSON: expected an escape for a control character at byte 2" },
  { "\"\\x41\"", "not JSON: expected an escape at byte 2" },
  { "\"\\", "not JSON: expected an escape at byte 2" },
  { "\"\\u00zz\"", "not JSON: expected four hexadecimal digits at byte 5" },
  { "\"\\ud800\"", "not JSON: expected the second half of a pair of \\u at byte 7" },
  { "\"\\ud800\\n\"", "not JSON: expected the second half of a pair of \\u at byte 8" },
  { "\"\\ud800\\u0041\"", "not JSON: expected the second half of a pair of \\u at byte 13" },
  { "\"\\ud800\\ue000\"", "not JSON: expected the second half of a pair of \\u at byte 13" },
  { "\"\\udc00\"", "not JSON: expected the first half of a pair of \\u at byte 7" },
  { "\"a\\u0000b\"", "top level: a string with \\u0000 cannot be held" },
  { "[{\"a\":[\"\\u0000\"]}]", "[0].a[0]: a string with \\u0000 cannot be held" },
  { "{\"a\":1,\"a\":1}", "a: this member is there twice" },
  { "{\"x\":[{},{\"b\":{\"a\":1,\"a\":2}}]}", "x[1].b.a: this member is there twice" },
  { "{\"\\u001b[2J\":1,\"\\u001b[2J\":1}", "\\u001b[2J: this member is there twice" },
  { "9223372036854775808", "top level: 9223372036854775808 does not fit into 64 bits" },
  { "{\"a\":[18446744073709551615]}", "a[0]: 18446744073709551615 does not fit into 64 bits" },
  { "{\"a\":-9223372036854775809}", "a: -9223372036854775809 does not fit into 64 bits" },
  { "{\"a\":1,\"b\":{\"c\":100000000000000000000000000000000000000000000000000}}",
    "b.c: 100000000000000000000000000000000000000000000000… does not fit into 64 bits" },
  { "{\"a\":1e400}", "a: 1e400 is out of the range of a double" },
  { "{\"a\":-1e400}", "a: -1e400 is out of the range of a double" },
  { "{\"a\":1e-400}", "a: 1e-400 is out of the range of a double" },
  { "\"\xff\"", "JSON is not valid UTF-8 at byte 1" },
  { "\"\xed\xa0\x80\"", "JSON is not valid UTF-8 at byte 1" },
};

static JsonNode *
parse (const char *text, gssize length, GError **error)
{
  return _vmistate_json_parse (text, length, &_vmistate_json_bounds_default, error);
}

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good_rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = parse (good_rows[i].text, -1, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      g_assert_true (json_node_is_immutable (node));
      text = _vmistate_json_print (node);
      g_assert_cmpstr (text, ==, good_rows[i].expected);
    }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (bad_rows[i].text, -1, &error));
      g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA);
      g_assert_cmpstr (error->message, ==, bad_rows[i].expected);
    }
}

/* The text ends where its length says, and a NUL before that is no end. */
static void
test_length (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parse ("12345", 2, &error);

  g_assert_no_error (error);
  g_assert_cmpint (json_node_get_int (node), ==, 12);

  g_assert_null (parse ("\"ab\"", 3, &error));
  g_assert_cmpstr (error->message, ==, "not JSON: expected the end of a string at byte 3");
  g_clear_error (&error);

  g_assert_null (parse ("true x", 3, &error));
  g_assert_cmpstr (error->message, ==, "not JSON: expected a value at byte 0");
  g_clear_error (&error);

  g_assert_null (parse (NULL, 0, &error));
  g_assert_cmpstr (error->message, ==, "not JSON: expected a value at byte 0");
  g_clear_error (&error);

  g_assert_null (parse ("1\0002", 3, &error));
  g_assert_cmpstr (error->message, ==, "JSON is not valid UTF-8 at byte 1");
}

static void
assert_within (const char *text, const VmistateJsonBounds *bounds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = _vmistate_json_parse (text, -1, bounds, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
}

static void
assert_beyond (const char *text, const VmistateJsonBounds *bounds, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (_vmistate_json_parse (text, -1, bounds, &error));
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_bounds (void)
{
  const VmistateJsonBounds few_bytes = { .max_bytes = 4 };
  const VmistateJsonBounds shallow = { .max_depth = 3 };
  const VmistateJsonBounds few_values = { .max_values = 4 };

  assert_within ("1234", &few_bytes);
  assert_beyond ("12345", &few_bytes, "JSON has 5 bytes, more than the 4 allowed");

  assert_within ("[[{}],[[]],{\"a\":[]}]", &shallow);
  assert_within ("[\"[[[[\"]", &shallow);
  assert_beyond ("[[[[]]]]", &shallow, "JSON is nested deeper than 3 levels at byte 3");
  assert_beyond ("[{\"a\":[{}]}]", &shallow, "JSON is nested deeper than 3 levels at byte 7");

  assert_within ("[1,{\"a\":2}]", &few_values);
  assert_beyond ("[1,2,3,4]", &few_values, "JSON has more than the 4 values allowed");
}

/* As deep as the default allows, and one level more. */
static void
test_default_depth (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 64; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < 64; i++)
    g_string_append_c (text, ']');
  assert_within (text->str, &_vmistate_json_bounds_default);

  g_string_prepend_c (text, '[');
  g_string_append_c (text, ']');
  assert_beyond (text->str, &_vmistate_json_bounds_default,
                 "JSON is nested deeper than 64 levels at byte 64");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/good", test_good);
  g_test_add_func ("/json/bad", test_bad);
  g_test_add_func ("/json/length", test_length);
  g_test_add_func ("/json/bounds", test_bounds);
  g_test_add_func ("/json/default-depth", test_default_depth);
  return g_test_run ();
}
