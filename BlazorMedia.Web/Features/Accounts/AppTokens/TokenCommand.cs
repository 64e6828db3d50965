using System.Globalization;
using BlazorMedia.Web.Platform.Commands;

namespace BlazorMedia.Web.Features.Accounts.AppTokens;

/// <summary><c>token</c>: prints a signed token alone, so that it can be taken into a variable.</summary>
internal static class TokenCommand
{
    // As long as the tokens of LiveKit's tools, which these clients know.
    private const int UsualMinutes = 360;

    public static readonly ConsoleCommand Issue = new(
        "token", "--app-id APPID [--minutes 360] [--sub SUBJECT] [--name NAME]", "Signs an app token and prints it.", IssueAsync);

    private static async Task<int> IssueAsync(IServiceProvider services, CommandArguments arguments, TextWriter output, CancellationToken ct)
    {
        var request = new AppTokenRequest(arguments.Require("app-id"), Minutes(arguments.Find("minutes")), arguments.Find("sub"), arguments.Find("name"));
        var issued = await services.GetRequiredService<IssueAppToken>().HandleAsync(request, ct);
        if (!issued.IsSuccess) throw new CommandMistakeException(issued.Refusal.Message);
        await output.WriteLineAsync(issued.Value.Token.AsMemory(), ct);
        return 0;
    }

    private static int Minutes(string? text) => text is null ? UsualMinutes
        : int.TryParse(text, CultureInfo.InvariantCulture, out var minutes) ? minutes : throw new CommandMistakeException("--minutes must be a whole number.");
}
