"""Writers of exam files. Each gives bytes and says what its format cannot carry."""
