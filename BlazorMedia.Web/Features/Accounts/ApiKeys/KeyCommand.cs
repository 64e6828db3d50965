using System.Globalization;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Platform.Commands;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys;

/// <summary><c>key create</c>: for scripts that set a server up. Prints the key alone, so that it can be taken into a variable.</summary>
internal static class KeyCommand
{
    public static readonly ConsoleCommand Create = new(
        "key create", "--name NAME --scopes SCOPE[,SCOPE] [--user EMAIL] [--expires-days DAYS]", "Makes an API key and prints it, this once.", CreateAsync);

    private static async Task<int> CreateAsync(IServiceProvider services, CommandArguments arguments, TextWriter output, CancellationToken ct)
    {
        var expiresAt = Days(arguments.Find("expires-days")) is { } days ? services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(days) : (DateTimeOffset?)null;
        var scopes = arguments.Require("scopes").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var request = new KeyRequest(arguments.Require("name"), scopes, expiresAt, arguments.Find("user"));
        var created = await services.GetRequiredService<CreateKey>().HandleAsync(request, KeyMaker.Console, ct);
        if (!created.IsSuccess) throw new CommandMistakeException(Sentence(created.Refusals));
        await output.WriteLineAsync(created.Value.Secret.AsMemory(), ct);
        return 0;
    }

    private static int? Days(string? text) => text is null ? null
        : int.TryParse(text, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 3650 ? days
        : throw new CommandMistakeException("--expires-days must be 1 to 3650.");

    private static string Sentence(IEnumerable<Refusal> refusals) => string.Join(' ', refusals.Select(r => r.Message));
}
