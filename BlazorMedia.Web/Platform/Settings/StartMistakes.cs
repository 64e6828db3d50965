using Microsoft.AspNetCore.Connections;

namespace BlazorMedia.Web.Platform.Settings;

/// <summary>The first thing after the program is put together: a wrong setting must not touch the database, and all wrong ones are told at once.</summary>
internal static class StartMistakes
{
    private const int ExitCode = 1;

    public static void RefuseMistakes(this WebApplication app)
    {
        List<string> mistakes = [.. app.Services.GetServices<SettingsCheck>().SelectMany(c => c.FindMistakes(app.Services))];
        if (mistakes.Count > 0) throw new StartMistakeException(mistakes);
    }

    /// <summary>True for what the operator can put right; anything else is a bug and keeps its stack trace.</summary>
    public static bool IsForTheOperator(Exception exception) => SentencesOf(exception).Count > 0;

    /// <summary>The exit code.</summary>
    public static int Print(Exception exception)
    {
        Console.Error.WriteLine("BlazorMedia cannot start:");
        foreach (var sentence in SentencesOf(exception)) Console.Error.WriteLine($"- {sentence}");
        return ExitCode;
    }

    private static IReadOnlyList<string> SentencesOf(Exception exception) => exception switch
    {
        StartMistakeException mistake => mistake.Sentences,
        IOException { InnerException: AddressInUseException } taken =>
            [$"{taken.Message.TrimEnd('.')}. Another program listens there; stop it, or set ASPNETCORE_URLS to another port, for example http://localhost:5081."],
        _ => [],
    };
}
