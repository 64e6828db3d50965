using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace BlazorMedia.Web.Features.Accounts.Setup;

/// <summary>The one-time code: who can read the server's console may become its administrator. New at every start and after ten wrong tries.</summary>
internal sealed class SetupCode(IServer server, IConfiguration configuration)
{
    public const int MaxTries = 10;

    // Without the pairs that look alike (0 O, 1 I); 32 letters to the 12th are 60 bits.
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private readonly Lock gate = new();
    private int wrong;

    /// <summary><c>XXXX-XXXX-XXXX</c></summary>
    public string Current { get; private set; } = Create();

    /// <summary>Compares in constant time; case, spaces and dashes do not matter.</summary>
    public bool Accepts(string? code)
    {
        lock (gate)
        {
            if (CryptographicOperations.FixedTimeEquals(Bytes(Current), Bytes(code ?? ""))) return true;
            if (++wrong >= MaxTries)
            {
                (wrong, Current) = (0, Create());
                Print();
            }
            return false;
        }
    }

    /// <summary>To the console itself, not to the log: the log may be turned down, kept or sent away.</summary>
    public void Print() => Console.WriteLine($"First run: create the administrator at {Address()}/first-run?code={Current}");

    private string Address()
    {
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? configuration["urls"]?.Split(';')[0] ?? "http://localhost:5080";
        // "every address" is nothing that a browser can open
        foreach (var any in (string[])["[::]", "0.0.0.0", "*", "+"]) bound = bound.Replace($"//{any}", "//localhost", StringComparison.Ordinal);
        return bound.TrimEnd('/');
    }

    private static byte[] Bytes(string code) => Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant());

    private static string Create() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
}
