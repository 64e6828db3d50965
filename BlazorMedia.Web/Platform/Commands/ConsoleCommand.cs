namespace BlazorMedia.Web.Platform.Commands;

/// <summary>
/// A command of the <c>blazormedia</c> command line, registered in DI by the feature that owns it. It runs in the same binary, with the same
/// configuration and services as the app, but without its hosted services: no ingest, no jobs, no web server.
/// </summary>
/// <param name="Name">One or two words: <c>check</c>, <c>user add</c>.</param>
/// <param name="Usage">What follows the name, for example <c>--email ADDRESS [--role ROLE]</c>. It decides which options there are and which take a value; a flag stands in brackets: <c>[--yes]</c>.</param>
/// <param name="Summary">One English sentence.</param>
/// <param name="RunAsync">A scope's services, the words after the name, where to write; returns the exit code. Throws <see cref="CommandMistakeException"/> for what the person has to change.</param>
/// <param name="NeedsDatabase">True: the schema is brought up to date first.</param>
/// <param name="IsExclusive">True: refused while the app runs on the same data directory, and the app cannot start meanwhile.</param>
internal sealed record ConsoleCommand(
    string Name, string Usage, string Summary, Func<IServiceProvider, CommandArguments, TextWriter, CancellationToken, Task<int>> RunAsync, bool NeedsDatabase = true, bool IsExclusive = false);

/// <summary>The person at the console has to change something; shown as a sentence, exit code 2.</summary>
internal sealed class CommandMistakeException(string sentence) : Exception(sentence);
