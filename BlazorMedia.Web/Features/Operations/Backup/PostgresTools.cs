using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>Runs PostgreSQL's own programs against the app's database. The password goes in by the environment, where other users cannot read it.</summary>
internal sealed class PostgresTools(IConfiguration configuration)
{
    /// <summary>The database that the app is set to use.</summary>
    public string Database => Connection.Database ?? Connection.Username ?? "";

    private NpgsqlConnectionStringBuilder Connection => new(configuration.GetConnectionString("Default"));

    /// <returns>What it wrote to stdout.</returns>
    /// <exception cref="PostgresToolException">It is not installed, or it failed.</exception>
    public async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        using var process = Start(program, arguments);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(ct);
            var output = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0 ? output : throw new PostgresToolException($"{program} failed: {(await errors).Trim()}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var connection = Connection;
        start.Environment["PGHOST"] = connection.Host;
        start.Environment["PGPORT"] = connection.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = connection.Username;
        start.Environment["PGDATABASE"] = Database;
        start.Environment["PGSSLMODE"] = connection.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() };
        if (connection.Password is { Length: > 0 } password) start.Environment["PGPASSWORD"] = password;
        if (connection.Passfile is { Length: > 0 } passfile) start.Environment["PGPASSFILE"] = passfile;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new PostgresToolException($"{program} is not installed on this machine. Install PostgreSQL's client programs (on Debian: apt install postgresql-client).", exception);
        }
    }
}

/// <summary>One of PostgreSQL's programs could not do its work; the message says why.</summary>
internal sealed class PostgresToolException(string sentence, Exception? cause = null) : Exception(sentence, cause);
