using BlazorMedia.Domain.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys;

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("ApiKeys");
        key.Property(k => k.Name).HasMaxLength(ApiKey.MaxNameLength);
        key.Property(k => k.Hash).HasMaxLength(64);
        key.Property(k => k.Hint).HasMaxLength(20);
        key.Property(k => k.Scopes).HasMaxLength(1000);
        key.Property(k => k.LastUsedAddress).HasMaxLength(64);
        key.Ignore(k => k.ScopeList);
        key.HasIndex(k => k.Hash).IsUnique();
        // A revoked key is kept, to tell what it was; its name is free again.
        key.HasIndex(k => k.Name).IsUnique().HasFilter("\"RevokedAt\" IS NULL");
    }
}
