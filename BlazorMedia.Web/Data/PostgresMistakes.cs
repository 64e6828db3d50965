using System.Net.Sockets;
using Npgsql;

namespace BlazorMedia.Web.Data;

/// <summary>What the operator can put right when PostgreSQL does not let us in; sentences without the password.</summary>
internal static class PostgresMistakes
{
    /// <summary>Connects once.</summary>
    /// <returns>Null when that went well.</returns>
    public static async Task<string?> FindAsync(string connectionString, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(ct);
            return null;
        }
        catch (Exception exception) when (SentenceOf(exception, settings) is not null)
        {
            return SentenceOf(exception, settings);
        }
    }

    /// <summary>Null for what is a fault of ours.</summary>
    public static string? SentenceOf(Exception exception, NpgsqlConnectionStringBuilder settings) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            $"PostgreSQL at {PlaceOf(settings)} refuses the user '{settings.Username}' or its password. Check Username and Password.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
            $"PostgreSQL at {PlaceOf(settings)} has no database '{settings.Database}'. Create it first, for example with: createdb -O {settings.Username} {settings.Database}",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } =>
            $"The user '{settings.Username}' may not make tables in the database '{settings.Database}' of PostgreSQL at {PlaceOf(settings)}. Make it the owner of the database.",
        PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections } busy =>
            $"PostgreSQL at {PlaceOf(settings)} takes no connection now: {busy.MessageText}.",
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException } or TimeoutException or SocketException =>
            $"No PostgreSQL answers at {PlaceOf(settings)}. Check Host and Port, and that it runs.",
        _ => null,
    };

    private static string PlaceOf(NpgsqlConnectionStringBuilder settings) => $"{settings.Host}:{settings.Port}";
}
