using System.ComponentModel;
using System.Globalization;
using BlazorMedia.Web.Platform.Processes;
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
        try
        {
            var run = await ProgramRun.RunAsync(program, arguments, Environment(), ct);
            return run.ExitCode == 0 ? run.Output : throw new PostgresToolException($"{program} failed: {run.Errors.Trim()}");
        }
        catch (Win32Exception exception)
        {
            throw new PostgresToolException($"{program} is not installed on this machine. Install PostgreSQL's client programs (on Debian: apt install postgresql-client).", exception);
        }
    }

    private Dictionary<string, string?> Environment()
    {
        var connection = Connection;
        var environment = new Dictionary<string, string?>
        {
            ["PGHOST"] = connection.Host,
            ["PGPORT"] = connection.Port.ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = connection.Username,
            ["PGDATABASE"] = Database,
            ["PGSSLMODE"] = connection.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() },
        };
        if (connection.Password is { Length: > 0 } password) environment["PGPASSWORD"] = password;
        if (connection.Passfile is { Length: > 0 } passfile) environment["PGPASSFILE"] = passfile;
        return environment;
    }
}

/// <summary>One of PostgreSQL's programs could not do its work; the message says why.</summary>
internal sealed class PostgresToolException(string sentence, Exception? cause = null) : Exception(sentence, cause);
