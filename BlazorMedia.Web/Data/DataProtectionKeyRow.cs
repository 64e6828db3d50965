using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Data;

internal sealed class DataProtectionKeyRow
{
    public int Id { get; set; }

    public string? FriendlyName { get; set; }

    public required string Xml { get; set; }
}

internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKeyRow>
{
    public void Configure(EntityTypeBuilder<DataProtectionKeyRow> key) => key.ToTable("DataProtectionKeys");
}

/// <summary>The key ring in the database, so that several nodes share sign-ins: what Microsoft.AspNetCore.DataProtection.EntityFrameworkCore does, which the package source lacks.</summary>
internal sealed class DatabaseXmlRepository(IDbContextFactory<AppDbContext> databases, KeyRingKey key) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.CreateDbContext();
        // Data Protection would try each key that it cannot open again and again and log every try; KeyRingCheck has said it once.
        return [.. db.DataProtectionKeys.AsNoTracking().Select(k => k.Xml).AsEnumerable().Select(x => XElement.Parse(x)).Where(key.Opens)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = databases.CreateDbContext();
        db.DataProtectionKeys.Add(new DataProtectionKeyRow { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}

internal static class DatabaseDataProtection
{
    public static IDataProtectionBuilder PersistKeysToDatabase(this IDataProtectionBuilder builder)
    {
        builder.Services.AddSingleton<KeyRingKey>().AddSingleton<KeyRingCheck>();
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(o =>
        {
            var key = s.GetRequiredService<KeyRingKey>();
            o.XmlRepository = new DatabaseXmlRepository(s.GetRequiredService<IDbContextFactory<AppDbContext>>(), key);
            o.XmlEncryptor = new KeyRingEncryptor(key);
        }));
        return builder;
    }
}
