using System.Data;
using System.Data.Common;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts.ApiKeys;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Features.Accounts.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.Setup;

/// <summary>Creates the first administrator, from the first-run page or the configuration; of two at once, on any number of nodes, one wins.</summary>
internal sealed partial class CreateFirstAdministrator(
    AppDbContext db, UserManager<AppUser> users, ConfiguredApiKeys keys, AuditTrail audit, TimeProvider clock, ILogger<CreateFirstAdministrator> logger)
{
    private const string SerializationFailure = "40001";

    public async Task<Result<AppUser>> HandleAsync(FirstAdministrator request, CancellationToken ct)
    {
        var refusals = request.Check();
        if (refusals.Count > 0) return refusals;
        var created = await CreateAloneAsync(request, ct);
        if (!created.IsSuccess) return created;
        LogCreated(created.Value.Id);
        await keys.SyncAsync(ct);
        return created;
    }

    // Serializable: SQLite takes its write lock at the beginning, PostgreSQL lets the second one fail.
    private async Task<Result<AppUser>> CreateAloneAsync(FirstAdministrator request, CancellationToken ct)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
            if (await db.AdministratorAsync(ct) is not null) return AccountRefusals.AlreadySetUp;
            var created = await CreateAsync(request, ct);
            if (created.IsSuccess) await transaction.CommitAsync(ct);
            return created;
        }
        catch (Exception exception) when ((exception as DbException ?? exception.InnerException as DbException)?.SqlState == SerializationFailure)
        {
            return AccountRefusals.AlreadySetUp;
        }
    }

    private async Task<Result<AppUser>> CreateAsync(FirstAdministrator request, CancellationToken ct)
    {
        var name = request.DisplayName?.Trim();
        var user = new AppUser
        {
            UserName = request.Email,
            Email = request.Email,
            EmailConfirmed = true,
            DisplayName = string.IsNullOrEmpty(name) ? null : name,
            CreatedAt = clock.GetUtcNow(),
        };
        var created = await users.CreateAsync(user, request.Password);
        if (created.Succeeded) created = await users.AddToRoleAsync(user, Roles.Admin);
        if (!created.Succeeded) return created.Refusals();
        audit.Add(db, "accounts.first_administrator", user.Email);
        await db.SaveChangesAsync(ct);
        return user;
    }

    [LoggerMessage(LogLevel.Information, "The first administrator was created: {UserId}")]
    private partial void LogCreated(string userId);
}
