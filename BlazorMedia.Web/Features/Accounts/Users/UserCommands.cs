using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts.Invitations;
using BlazorMedia.Web.Platform.Commands;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <summary>For whoever has the server but no way into its pages: who reads its data directory may make themselves an administrator.</summary>
internal static class UserCommands
{
    public static readonly ConsoleCommand Add = new(
        "user add", "--email ADDRESS --role ROLE [--name NAME] [--password-file FILE | --invite] [--url ADDRESS]", "Adds a person; without a password file, prints an invitation link.", AddAsync);

    public static readonly ConsoleCommand Reset = new(
        "user reset", "--email ADDRESS [--totp] [--password-file FILE | --link] [--url ADDRESS]", "Switches two-factor sign-in off, sets a password or prints a link to set one.", ResetAsync);

    private static async Task<int> AddAsync(IServiceProvider services, CommandArguments words, TextWriter console, CancellationToken ct)
    {
        ActAtConsole(services);
        var password = await PasswordAsync(words, "invite", ct);
        var request = new NewUserRequest(words.Require("email"), words.Find("name"), words.Require("role"), password, null);
        var created = Expect(await services.GetRequiredService<CreateUser>().HandleAsync(request, ct));
        await console.WriteLineAsync($"{created.User.Email} was added as {created.User.Role}.");
        if (created.Invitation is { } link) await PrintAsync(services, words, link, console);
        return 0;
    }

    private static async Task<int> ResetAsync(IServiceProvider services, CommandArguments words, TextWriter console, CancellationToken ct)
    {
        ActAtConsole(services);
        var email = words.Require("email");
        var password = await PasswordAsync(words, "link", ct);
        if (password is null && !words.Has("link") && !words.Has("totp")) throw new CommandMistakeException("Say what to reset: --totp, --password-file FILE or --link.");
        var id = await IdOfAsync(services, email, ct);
        if (password is not null) Expect(await services.GetRequiredService<SetPassword>().HandleAsync(id, password, ct));
        if (words.Has("totp")) Expect(await services.GetRequiredService<SecureUser>().ResetSecondFactorAsync(id, passkeys: false, ct));
        if (words.Has("link")) await PrintAsync(services, words, Expect(await services.GetRequiredService<IssueLink>().HandleAsync(id, null, ct)), console);
        else await console.WriteLineAsync($"{email} was reset.");
        return 0;
    }

    private static void ActAtConsole(IServiceProvider services) => services.GetRequiredService<ActingNow>().Set(new Actor(ActorKind.Console, null, Environment.UserName, null));

    // In a file and not in the command, which every user of the machine can read while it runs and the shell remembers.
    private static async Task<string?> PasswordAsync(CommandArguments words, string otherwise, CancellationToken ct)
    {
        if (words.Find("password-file") is not { } file) return null;
        if (words.Has(otherwise)) throw new CommandMistakeException($"Give --password-file or --{otherwise}, not both.");
        if (!File.Exists(file)) throw new CommandMistakeException($"There is no file {file}.");
        return (await File.ReadAllTextAsync(file, ct)).TrimEnd('\r', '\n');
    }

    private static async Task<string> IdOfAsync(IServiceProvider services, string email, CancellationToken ct)
    {
        var normal = email.Trim().ToUpperInvariant();
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(ct);
        return await db.Users.Where(u => u.NormalizedEmail == normal).Select(u => u.Id).SingleOrDefaultAsync(ct) ?? throw new CommandMistakeException($"There is no account with the address {email}.");
    }

    private static T Expect<T>(Result<T> result) => result.IsSuccess ? result.Value : throw new CommandMistakeException(string.Join(' ', result.Refusals.Select(r => r.Message)));

    private static Task PrintAsync(IServiceProvider services, CommandArguments words, IssuedLink link, TextWriter console)
    {
        var server = words.Find("url") ?? services.GetRequiredService<IConfiguration>()["urls"]?.Split(';')[0] ?? "http://localhost:5080";
        return console.WriteLineAsync($"Link, once and until {link.ExpiresAt:u}: {server.TrimEnd('/')}{link.Path}");
    }
}
