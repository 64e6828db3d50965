using System.Text.RegularExpressions;

namespace BlazorMedia.Web.Platform.Commands;

/// <summary>The words after a command's name: plain ones, <c>--name value</c>, <c>--name=value</c> and <c>--flag</c>.</summary>
internal sealed partial class CommandArguments
{
    private readonly Dictionary<string, string> options = [];
    private readonly List<string> plain = [];

    /// <param name="usage">Of the command: an option that it does not name is a mistake, and one that stands there without a value takes none. Null = anything goes.</param>
    /// <exception cref="CommandMistakeException">A word does not fit the usage.</exception>
    public CommandArguments(IReadOnlyList<string> words, string? usage = null)
    {
        var known = usage is null ? null : Option().Matches(usage).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Success);
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal)) plain.Add(words[i]);
            else if (words[i].IndexOf('=', StringComparison.Ordinal) is > 0 and var at) options[Checked(words[i][2..at], known)] = words[i][(at + 1)..];
            else if (TakesValue(Checked(words[i][2..], known), known) && i + 1 < words.Count && !words[i + 1].StartsWith("--", StringComparison.Ordinal)) options[words[i][2..]] = words[++i];
            else options[words[i][2..]] = "";
        }
    }

    public IReadOnlyList<string> Plain => plain;

    public bool Has(string name) => options.ContainsKey(name);

    public string? Find(string name) => options.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <exception cref="CommandMistakeException">It was not given.</exception>
    public string Require(string name) => Find(name) ?? throw new CommandMistakeException($"--{name} is missing.");

    /// <param name="what">What belongs there, as the usage calls it.</param>
    /// <exception cref="CommandMistakeException">There is none, or there are more.</exception>
    public string RequireOnlyPlain(string what) => plain switch
    {
        [var word] => word,
        [] => throw new CommandMistakeException($"{what} is missing."),
        _ => throw new CommandMistakeException($"Only one {what} can be given; '{plain[1]}' is too much."),
    };

    private static string Checked(string name, Dictionary<string, bool>? known) =>
        known?.ContainsKey(name) == false ? throw new CommandMistakeException($"There is no option --{name}.") : name;

    private static bool TakesValue(string name, Dictionary<string, bool>? known) => known is null || known[name];

    [GeneratedRegex(@"--([a-z0-9-]+)([ =][^\s\[\]-][^\s\]]*)?")]
    private static partial Regex Option();
}
