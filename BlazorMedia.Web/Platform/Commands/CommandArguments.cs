namespace BlazorMedia.Web.Platform.Commands;

/// <summary>The words after a command's name: plain ones, <c>--name value</c> and <c>--flag</c>.</summary>
internal sealed class CommandArguments
{
    private readonly Dictionary<string, string> options = [];
    private readonly List<string> plain = [];

    public CommandArguments(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal)) plain.Add(words[i]);
            else if (words[i].IndexOf('=', StringComparison.Ordinal) is > 0 and var at) options[words[i][2..at]] = words[i][(at + 1)..];
            else if (i + 1 < words.Count && !words[i + 1].StartsWith("--", StringComparison.Ordinal)) options[words[i][2..]] = words[++i];
            else options[words[i][2..]] = "";
        }
    }

    public IReadOnlyList<string> Plain => plain;

    public bool Has(string name) => options.ContainsKey(name);

    public string? Find(string name) => options.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <exception cref="CommandMistakeException">It was not given.</exception>
    public string Require(string name) => Find(name) ?? throw new CommandMistakeException($"--{name} is missing.");
}
