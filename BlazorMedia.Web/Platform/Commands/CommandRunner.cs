using System.Reflection;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Platform.Commands;

/// <summary>Finds the command that the words name, and runs it as the person at the console.</summary>
internal sealed class CommandRunner(IEnumerable<ConsoleCommand> commands, CommandDatabase database, ActingNow acting, IServiceScopeFactory scopes)
{
    private const int Mistake = 2;
    private const int LongestName = 2;

    private readonly List<ConsoleCommand> known = [.. commands.OrderBy(c => c.Name, StringComparer.Ordinal)];

    /// <param name="checkSettings">Runs only for a command that exists: help must be had with wrong settings too.</param>
    public async Task<int> RunAsync(string[] words, TextWriter output, TextWriter errors, Action checkSettings, CancellationToken ct)
    {
        if (words is ["--version"]) return Say(output, Version());
        if (words is ["help" or "--help" or "-h", ..]) return Find(words[1..]) is { } asked ? Describe(asked, output) : List(output);
        if (Find(words) is not { } command)
        {
            errors.WriteLine($"There is no command '{string.Join(' ', words.TakeWhile(w => !w.StartsWith('-')).Take(LongestName))}'.");
            List(errors);
            return Mistake;
        }
        var rest = words[command.Name.Split(' ').Length..];
        if (rest.Contains("--help")) return Describe(command, output);
        checkSettings();
        try
        {
            return await RunAsync(command, rest, output, ct);
        }
        catch (CommandMistakeException mistake)
        {
            errors.WriteLine(mistake.Message);
            errors.WriteLine($"Usage: blazormedia {command.Name} {command.Usage}".TrimEnd());
            return Mistake;
        }
    }

    private static string Version() => typeof(CommandRunner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static int Say(TextWriter output, string sentence)
    {
        output.WriteLine(sentence);
        return 0;
    }

    private static int Describe(ConsoleCommand command, TextWriter output)
    {
        output.WriteLine($"Usage: blazormedia {command.Name} {command.Usage}".TrimEnd());
        return Say(output, command.Summary);
    }

    private ConsoleCommand? Find(string[] words) =>
        Enumerable.Range(1, Math.Min(LongestName, words.Length)).Reverse().Select(n => string.Join(' ', words.Take(n))).Select(name => known.Find(c => c.Name == name)).FirstOrDefault(c => c is not null);

    private int List(TextWriter output)
    {
        output.WriteLine("Usage: blazormedia COMMAND [OPTIONS]; without a command, the app itself is started.");
        var width = known.Count == 0 ? 0 : known.Max(c => c.Name.Length);
        foreach (var command in known) output.WriteLine($"  {command.Name.PadRight(width)}  {command.Summary}");
        return Say(output, "More about one: blazormedia help COMMAND");
    }

    private async Task<int> RunAsync(ConsoleCommand command, string[] rest, TextWriter output, CancellationToken ct)
    {
        var arguments = new CommandArguments(rest, command.Usage);
        acting.Set(new Actor(ActorKind.Console, null, Environment.UserName, null));
        await database.PrepareAsync(command, ct);
        await using var scope = scopes.CreateAsyncScope();
        return await command.RunAsync(scope.ServiceProvider, arguments, output, ct);
    }
}
