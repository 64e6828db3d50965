namespace BlazorMedia.Domain.Accounts;

/// <summary>What scopes mean beside each other: <c>*</c> is everything, a name is both its halves, and whoever may write may read.</summary>
public static class KeyScopes
{
    public const string All = "*";

    private const string Read = ":read";
    private const string Write = ":write";

    public static string ReadOf(string name) => name + Read;

    /// <summary>The name without its half.</summary>
    public static string NameOf(string scope) =>
        scope.EndsWith(Read, StringComparison.Ordinal) ? scope[..^Read.Length] : scope.EndsWith(Write, StringComparison.Ordinal) ? scope[..^Write.Length] : scope;

    public static bool IsReadOnly(string scope) => scope.EndsWith(Read, StringComparison.Ordinal);

    /// <summary>Whoever holds <paramref name="held"/> may do everything that <paramref name="wanted"/> opens.</summary>
    public static bool Cover(IReadOnlyCollection<string> held, string wanted) =>
        held.Contains(All) || held.Contains(wanted)
        || (wanted != All && held.Any(h => NameOf(h) == NameOf(wanted) && (!IsReadOnly(h) || IsReadOnly(wanted))));

    /// <summary>Each once, in order, without what another one covers.</summary>
    public static List<string> Tidy(IEnumerable<string> scopes)
    {
        var all = scopes.Select(s => s.EndsWith(Write, StringComparison.Ordinal) ? NameOf(s) : s).Distinct().Order(StringComparer.Ordinal).ToList();
        return [.. all.Where(scope => !all.Exists(other => other != scope && Cover([other], scope)))];
    }
}
