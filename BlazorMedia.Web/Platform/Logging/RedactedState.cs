using System.Collections;

namespace BlazorMedia.Web.Platform.Logging;

/// <summary>The text and the named values of a log line, for formatters that write both (JSON does).</summary>
internal sealed class RedactedState(string text, IReadOnlyList<KeyValuePair<string, object?>> values) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => values.Count;

    public KeyValuePair<string, object?> this[int index] => new(values[index].Key, Redact(values[index].Value));

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => text;

    private static object? Redact(object? value) => value switch
    {
        string s => SecretRedactor.Redact(s),
        Uri address => SecretRedactor.Redact(address.ToString()),
        _ => value,
    };
}
